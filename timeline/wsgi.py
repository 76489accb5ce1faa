"""The WSGI application that servers import."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from timeline.whole_bodies import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")

application = whole_bodies(get_wsgi_application())

# A page makes tens of thousands of objects, and hardly any in circles: to look for these after every 700, through all
# that is there for good, takes two fifths of the time in which fifty cards are read.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
