"""Quotations, each with a text that is held of its source and the grade it must get there."""

from dataclasses import dataclass

from timeline.vocabulary import Grade

VERBATIM, TYPOGRAPHY, PUNCTUATION = Grade.VERBATIM, Grade.TYPOGRAPHY, Grade.CASE_AND_PUNCTUATION
ELIDED, BRACKETED, AMBIGUOUS = Grade.ELIDED, Grade.BRACKETED, Grade.AMBIGUOUS
ALTERED, NOT_FOUND = Grade.ALTERED, Grade.NOT_FOUND


@dataclass(frozen=True)
class Case:
    """`exact` is what must be found of the text, where it tells more than the grade."""

    name: str
    quotation: str
    text: str
    grade: Grade
    exact: str | None = None
    left_out: tuple[int, ...] = ()
    insertions: tuple[str, ...] = ()
    closeness: Grade | None = None


PRESS = "The company said on Monday that it “licensed every book” in the set — and that it kept no copies."
COURT = (
    "Q. Did you keep the files?\nA. WE KEPT THE FILES -- ALL OF THEM -- UNTIL THE NOTICE CAME.\nQ. When?\nA. In May."
)
OPINION = "[T]he fourth factor weighs against the defendant [the developer of the model], and the motion is denied."
LETTER = "We asked for the logs in March. After two reminders, and a call to counsel, we got a part of them in June."
FILED = "Defendant’s train-\ning data in-\ncludes 1,204,000 works, about 3.5% of the well-\nknown collection."
MAKERS = "Nearly all model makers do so."

WORD_FOR_WORD = [
    Case("a sentence of a letter", "We asked for the logs in March.", LETTER, VERBATIM),
    Case("words within a sentence", "two reminders, and a call", LETTER, VERBATIM),
    Case("one word", "counsel", LETTER, VERBATIM),
    Case("with the dash and the quotation marks of the source", "“licensed every book” in the set —", PRESS, VERBATIM),
    Case("across a line end", "files?\nA. WE KEPT", COURT, VERBATIM),
    Case("a name that is in the genitive in the source", "Defendant", FILED, VERBATIM),
    Case("with the brackets of the source", "the defendant [the developer of the model], and", OPINION, VERBATIM),
    Case("with the ellipsis of the source", "I … I do not", "Well, I … I do not recall.", VERBATIM),
    Case("with round brackets, which are words", "(do this) now", "You (do this) now.", VERBATIM),
    Case("spaces around it do not count", "  a part of them \n", LETTER, VERBATIM, "a part of them"),
    Case("part of a compound", "of-the-art", "It was state-of-the-art work.", VERBATIM),
    Case("Chinese, which has no spaces", "训练数据", "公司说训练数据来自公开网页。", VERBATIM),
    Case("part of a word is no word", "part", "They parted in June.", NOT_FOUND),
    Case("a number without its minus", "5 billion", "It made \u22125 billion dollars.", NOT_FOUND),
    Case("a number within a number", "5 billion", "It cost 1.5 billion dollars.", NOT_FOUND),
    Case("a power within a number", "10² files", "102 files", NOT_FOUND),
    Case("two words with a dash between are not one", "firmsand others", "the firms—and others", NOT_FOUND),
    Case("nor are two with a full stop between", "filesthen others", "the files.Then others", NOT_FOUND),
]

TYPOGRAPHICAL = [
    Case("straight for curly quotation marks", 'it "licensed every book" in', PRESS, TYPOGRAPHY),
    Case("single for double quotation marks", "it ‘licensed every book’ in", PRESS, TYPOGRAPHY),
    Case("a quotation mark at the end", '"licensed every book"', PRESS, TYPOGRAPHY, "“licensed every book”"),
    Case("two marks for one", "it ``licensed every book'' in", PRESS, TYPOGRAPHY),
    Case("a straight apostrophe", "Defendant's train", "The Defendant’s train of thought", TYPOGRAPHY),
    Case("an unspaced dash", "in the set—and", PRESS, TYPOGRAPHY),
    Case("an en dash", "in the set – and", PRESS, TYPOGRAPHY),
    Case("a double hyphen", "in the set -- and", PRESS, TYPOGRAPHY),
    Case("a non-breaking hyphen", "well\u2011read", "a well-read clerk", TYPOGRAPHY),
    Case("a line end for a space", "the files? A. WE KEPT", COURT, TYPOGRAPHY),
    Case("a non-breaking space", "a\u00a0part of\u202fthem", LETTER, TYPOGRAPHY),
    Case("a zero-width space", "a part\u200bof them", LETTER, TYPOGRAPHY),
    Case("a word broken at the end of a line", "training data includes", FILED, TYPOGRAPHY),
    Case("a compound broken at its hyphen", "the well-known collection", FILED, TYPOGRAPHY),
    Case("a line end made a space", "distillation of", "the distil- lation of models", TYPOGRAPHY),
    Case("a soft hyphen", "distillation", "the distil\u00adlation of models", TYPOGRAPHY),
    Case("a soft hyphen at a line end", "distillation", "the distil\u00ad\nlation of models", TYPOGRAPHY),
    Case("a ligature", "first office", "the ﬁrst oﬃce", TYPOGRAPHY),
    Case("accents written apart", "the re\u0301sume\u0301 of", "the résumé of Mr. Roe", TYPOGRAPHY),
    Case("three points for an ellipsis", "well ... I do not", "Oh, well… I do not know.", TYPOGRAPHY),
    Case("a bracketed ellipsis for one without", "well [...] I do not", "Oh, well… I do not know.", TYPOGRAPHY),
    Case("a hyphen for a minus", "it fell -5 percent", "So it fell \u22125 percent.", TYPOGRAPHY),
    Case("an en dash for a minus", "it fell –5 percent", "So it fell -5 percent.", TYPOGRAPHY),
    Case("an en dash in a range", "from 2015–2019 on", "kept from 2015-2019 on", TYPOGRAPHY),
    Case("a minus in a range", "a 9\u22125 job", "It was a 9-5 job.", TYPOGRAPHY),
    Case("a spaced range", "from 2015 – 2019 on", "kept from 2015-2019 on", TYPOGRAPHY),
    Case("a range broken at the end of a line", "from 2015–2019 on", "kept from 2015-\n2019 on", TYPOGRAPHY),
    Case("two hyphens for a range", "from 2015–2019 on", "kept from 2015--2019 on", TYPOGRAPHY),
    Case("a dash between a number and a word", "in 2015, nine of them", "Not in 2015 – nine of them.", PUNCTUATION),
    Case("a dash before a number", "the files—5 of them", "all the files -- 5 of them", TYPOGRAPHY),
    Case("a space before a sign", "5 % of them", "All of 5% of them.", TYPOGRAPHY),
    Case("spaces around a stroke", "about 1 / 2 of them", "about 1/2 of them", TYPOGRAPHY),
    Case("two signs for one", "with <= 5 files", "all with ≤ 5 files", TYPOGRAPHY),
    Case("an emoji of another presentation", "we won \u2764 today", "we won \u2764\ufe0f today", TYPOGRAPHY),
    Case("a Chinese line end", "训练\n数据", "公司说训练数据来自公开网页。", TYPOGRAPHY),
]

PUNCTUATED = [
    Case("a transcript in capitals", "We kept the files — all of them", COURT, PUNCTUATION),
    Case("a full stop inside the quotation", "in the set.", PRESS, PUNCTUATION, "in the set"),
    Case("a comma inside the quotation", "a part of them,", LETTER, PUNCTUATION, "a part of them"),
    Case("a capital at the start", "After Two reminders", LETTER, PUNCTUATION),
    Case("a comma left out", "two reminders and a call", LETTER, PUNCTUATION),
    Case("a dash made a comma", "in the set, and that", PRESS, PUNCTUATION),
    Case("quotation marks left out", "it licensed every book in", PRESS, PUNCTUATION),
    Case("points of initials", "U.S. law", "under US law", PUNCTUATION),
    Case("initials without points", "AI firms", "the A.I. firms", PUNCTUATION),
    Case("spaced initials", "the JR Roe papers", "the J. R. Roe papers", PUNCTUATION),
    Case("a hyphen more", "by e-mail", "sent by email", PUNCTUATION),
    Case("a hyphen less", "a well known", "a well-known clerk", PUNCTUATION),
    Case("commas of thousands", "includes 1204000 works", FILED, PUNCTUATION),
    Case("an ellipsis where nothing is missing", "asked … for the logs", LETTER, PUNCTUATION),
    Case("a stroke between words", "he or she kept and or sold", "he or she kept and/or sold", PUNCTUATION),
    Case("a trade mark", "the Roe™ model", "the Roe model", PUNCTUATION),
    Case("the marks of a quoted line", "we kept all files", "> we kept\n> all files", PUNCTUATION),
    Case("the marks of captions", "Yes. MR. ROE: No.", ">> Yes.\n>> MR. ROE: No.", PUNCTUATION),
    Case("a bullet", "Kept. Sold.", "• Kept.\n• Sold.", PUNCTUATION),
    Case("an ellipsis at the start", "… two reminders", LETTER, PUNCTUATION),
]

SHORTENED = [
    Case("some words left out", "We asked for the logs … in June.", LETTER, ELIDED, LETTER[:-1], (16,)),
    Case("three points", "After two reminders... we got", LETTER, ELIDED, None, (5,)),
    Case("spaced points", "After two reminders . . . we got", LETTER, ELIDED, None, (5,)),
    Case("four points", "for the logs. . . . we got", LETTER, ELIDED, None, (10,)),
    Case("in square brackets", "two reminders [...] we got", LETTER, ELIDED, None, (5,)),
    Case("in square brackets, one character", "two reminders […] we got", LETTER, ELIDED, None, (5,)),
    Case("in round brackets", "two reminders (...) we got", LETTER, ELIDED, None, (5,)),
    Case("asterisks", "two reminders * * * we got", LETTER, ELIDED, None, (5,)),
    Case("two gaps", "We asked … two reminders … in June", LETTER, ELIDED, None, (6, 11), ()),
    Case("parts in capitals", "We kept the files … until the notice", COURT, ELIDED, None, (3,)),
    Case("the nearest of two beginnings", "I … never", "I said I would never", ELIDED, "I would never", (1,)),
    Case("the nearest of two ends", "I … so", "I said so and so", ELIDED, "I said so", (1,)),
    Case("a genitive counts as one word", "The … files", "The clerk's old files", ELIDED, None, (2,)),
    Case("300 words left out", "alpha … omega", f"alpha {'or ' * 300}omega", ELIDED, None, (300,)),
    Case("301 words left out", "alpha … omega", f"alpha {'or ' * 301}omega", NOT_FOUND),
    Case("parts in the wrong order", "in June … in March", LETTER, NOT_FOUND),
    Case("a part that is not there", "We asked … never answered", LETTER, NOT_FOUND),
    Case("a word left out without a mark", "asked for logs in March", LETTER, ALTERED, "asked for the logs in March"),
]

BRACKETS = [
    Case("an explanation", "we [authors] got a part", LETTER, BRACKETED, "we got a part", (), ("authors",)),
    Case("in place of a word", "[the authors] asked for the logs", LETTER, BRACKETED, None, (), ("the authors",)),
    Case("in place of several", "a part of them [later]", LETTER, BRACKETED, "a part of them", (), ("later",)),
    Case("in place of six words", "alpha [x] omega", "alpha a b c d e f omega", BRACKETED, None, (), ("x",)),
    Case("in place of seven words", "alpha [x] omega", "alpha a b c d e f g omega", NOT_FOUND),
    Case("a small letter", "[a]fter two reminders", LETTER, BRACKETED, "After two reminders", (), ("a",)),
    Case("a small letter in the source", "the fourth factor", OPINION, BRACKETED, "[T]he fourth factor", (), ("T",)),
    Case("another ending", "remind[ing], and", LETTER, BRACKETED, "reminders, and", (), ("ing",)),
    Case("an ending of another word", "omission[s], and a call", LETTER, NOT_FOUND),
    Case("an ending of a word that is not there", "all omission[s] omissions came", "all omissions came", NOT_FOUND),
    Case("an ending of too short a word", "[s]he left", "The left.", NOT_FOUND),
    Case("both ends of a word", "[w]alk[ing] away", "We talked away.", NOT_FOUND),
    Case("an error marked", "a part [sic] of them", LETTER, BRACKETED, "a part of them", (), ("sic",)),
    Case(
        "an insertion of the source left out",
        "weighs against the defendant, and the motion",
        OPINION,
        BRACKETED,
        "weighs against the defendant [the developer of the model], and the motion",
        (),
        ("the developer of the model",),
    ),
    Case("a note of the source left out", "the logs were kept", "the logs[12] were kept", BRACKETED, None, (), ("12",)),
    Case("a link is no insertion", "We kept them there", "We kept [all files](#them) there", ALTERED),
    Case("the brackets of the source left out", "defendant the developer", OPINION, BRACKETED, None, (), ()),
    Case("also elided", "We [both] asked … in June", LETTER, BRACKETED, None, (19,), ("both",)),
    Case("a bracket of both beside one of ours", "[T]he [only] fourth", OPINION, BRACKETED, None, (), ("only",)),
    Case(
        "an insertion of ours beside one of the source",
        "the defendant [the developer of the model], and the [other] motion",
        OPINION,
        BRACKETED,
        insertions=("other",),
    ),
    Case("a bracket alone", "[both]", LETTER, NOT_FOUND),
]

IN_MORE_PLACES = [
    Case("twice the same", "the files", "Keep the files; copy the files.", AMBIGUOUS, closeness=VERBATIM),
    Case("twice in capitals", "The files", "KEEP THE FILES; COPY THE FILES.", AMBIGUOUS, closeness=PUNCTUATION),
    Case("once verbatim, once in capitals", "the files", "KEEP THE FILES; copy the files.", VERBATIM, "the files"),
    Case("once in curly quotation marks", '"Yes"', "Yes, “Yes”.", TYPOGRAPHY, "“Yes”"),
    Case("once verbatim, often in capitals", "the files", f"{'THE FILES, ' * 99}the files", VERBATIM, "the files"),
    Case("elided twice", "keep … files", "keep all files, keep no files", AMBIGUOUS, None, (1,), closeness=ELIDED),
    Case("overlapping", "no, no", "no, no, no", AMBIGUOUS, closeness=VERBATIM),
]

REWORDED = [
    Case("a word more", "Nearly all the model makers", MAKERS, ALTERED, "Nearly all model makers"),
    Case("the first word", "Almost all model makers", MAKERS, ALTERED, "Nearly all model makers"),
    Case("the last word", "Nearly all model firms", MAKERS, ALTERED, "Nearly all model makers"),
    Case("a negation", "we have never got a part of them", LETTER, ALTERED, "we got a part of them"),
    Case("a number", "about 35% of the well-known collection", FILED, ALTERED),
    Case("an apostrophe that makes another word", "we say its a rule of ours", "We say it's a rule of ours.", ALTERED),
    Case("a space that makes other words", "the rapist said it all", "The therapist said it all.", ALTERED),
    Case("in an elided quotation", "We asked for all logs … a part of them in June", LETTER, ALTERED),
    Case("in a short elided quotation", "We asked for … of them in May", LETTER, ALTERED, LETTER[:-1]),
    Case("beside an insertion", "we [the authors and some others] never got a part of them", LETTER, ALTERED),
    Case(
        "a word that stands farther on",
        "Nearly all model makers do this",
        f"{MAKERS[:-1]}; more than two, this",
        ALTERED,
        MAKERS[:-1],
    ),
    Case("a sharp left out at the end", "We wrote most of it in C", "We wrote most of it in C#.", ALTERED),
    Case(
        "the mark of a tag left out at the start", "metoo was on all our minds", "#metoo was on all our minds.", ALTERED
    ),
    Case("one of one word", "Partially.", "Partly.", NOT_FOUND),
    Case("one of two words", "model makers", "The model builders met.", NOT_FOUND),
    Case("one of three words", "all model firms", MAKERS, NOT_FOUND),
    Case("one of four characters", "训练数字", "公司说训练数据来自公开网页。", NOT_FOUND),
    Case("two of five words", "We asked for no letters", LETTER, NOT_FOUND),
    Case("an unrelated sentence", "The jury was sworn in on a Tuesday afternoon", LETTER, NOT_FOUND),
    Case("only small words in common", "of the and in we a", LETTER, NOT_FOUND),
]

# Signs that are read aloud, or that make another number: (quotation, text), and each the other way round.
OTHER_SIGNS = [
    ("it fell -5 percent in May", "it fell 5 percent in May"),
    ("it fell \u22125 percent in May", "it fell 5 percent in May"),
    ("it fell –5 percent in May", "it fell 5 percent in May"),
    ("a loss of -$5 million that year", "a loss of $5 million that year"),
    ("with <5 percent of them kept", "with 5 percent of them kept"),
    ("with >5 percent of them kept", "with <5 percent of them kept"),
    ("with p < 0.05 in all of them", "with p 0.05 in all of them"),
    ("with ≥5 percent of them kept", "with ≤5 percent of them kept"),
    ("with ≥5 percent of them kept", "with >5 percent of them kept"),
    ("about ±5 percent of them kept", "about 5 percent of them kept"),
    ("about ~5 percent of them kept", "about 5 percent of them kept"),
    ("a set of 3×4 files and more", "a set of 3 4 files and more"),
    ("a set of 3×4 files and more", "a set of 3÷4 files and more"),
    ("about 1/2 of the files were kept", "about 1 2 of the files were kept"),
    ("about 1⁄2 of the files were kept", "about 1-2 of the files were kept"),
    ("about 2^10 of the files were kept", "about 2 10 of the files were kept"),
    ("at 5° below the line of frost", "at 5 below the line of frost"),
    ("under § 107 of the Copyright Act", "under 107 of the Copyright Act"),
    ("as ¶ 24 of the complaint says", "as 24 of the complaint says"),
    ("our #1 model is out today", "our 1 model is out today"),
    ("we asked @roe for the files", "we asked roe for the files"),
    ("all the models → one model", "all the models one model"),
    ("written in C# for the most part", "written in C for the most part"),
    ("written in C++ for the most part", "written in C for the most part"),
    ("what they said of #metoo at the time", "what they said of metoo at the time"),
    ("on pages 5–6 of the report", "on pages 5, 6 of the report"),
    ("on pages 5-6 of the report", "on pages 5 6 of the report"),
    ("on pages 5 – 6 of the report", "on pages 5, 6 of the report"),
    ("we won the case 🚀 today, friends", "we won the case today, friends"),
    ("we won the case 🚀 today, friends", "we won the case 😢 today, friends"),
    ("we won the case ❤️ today, friends", "we won the case, today, friends"),
]

NO_WORDS = [
    Case("nothing", "", LETTER, NOT_FOUND),
    Case("spaces", " \n\t", LETTER, NOT_FOUND),
    Case("punctuation", ",", LETTER, NOT_FOUND),
    Case("an ellipsis", "…", "I … I do not", NOT_FOUND),
    Case("a sign", "%", FILED, NOT_FOUND),
    Case("an empty text", "We asked", "", NOT_FOUND),
]

CASES = [
    *WORD_FOR_WORD,
    *TYPOGRAPHICAL,
    *PUNCTUATED,
    *SHORTENED,
    *BRACKETS,
    *IN_MORE_PLACES,
    *REWORDED,
    *[Case(f"the sign in “{one}”, not “{other}”", one, f"So {other}.", ALTERED, other) for one, other in OTHER_SIGNS],
    *[Case(f"no sign as in “{one}”", other, f"So {one}.", ALTERED, one) for one, other in OTHER_SIGNS],
    *NO_WORDS,
]
