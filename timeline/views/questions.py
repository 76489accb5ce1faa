"""The list of contested questions, and a question's page."""

from timeline.filters.question_page import QuestionPage
from timeline.filters.questions import QuestionFilters
from timeline.views.rendering import render_list, render_record


def questions(request):
    return render_list(request, "questions/questions.html", QuestionFilters(request.GET))


def question(request, slug):
    return render_record(request, "questions/question.html", QuestionPage(request.GET, slug))
