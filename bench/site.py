"""The site as gunicorn serves it, and beside its addresses some that answer constant bytes through the same middleware.

`/bench/constant/NAME/` answers the file NAME in the folder that BENCH_CONSTANT names.
"""

import os
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

from timeline.wsgi import application  # it comes first: addresses can be read only when all is set up

from timeline import urls  # isort: skip

__all__ = ["application"]


@cache
def _bytes_of(name: str) -> bytes:
    return (Path(os.environ["BENCH_CONSTANT"]) / name).read_bytes()


def constant(request, name: str):
    return HttpResponse(_bytes_of(name))


urls.urlpatterns.append(path("bench/constant/<slug:name>/", constant))
