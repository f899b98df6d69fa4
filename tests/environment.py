"""Loaded before Django's settings: the tests have an environment of their own."""

import atexit
import os
import shutil
import tempfile

os.environ["TESTING"] = "1"
os.environ["DEMO"] = "0"
# Off but for the tests of these: nobody signs in with a second factor, and nobody is asked again who they are.
os.environ["REQUIRE_SECOND_FACTOR"] = "0"
os.environ["CONFIRM_MINUTES"] = "0"
os.environ["PUBLIC_PAGES_MB"] = "0"  # factories write beside the history; tests of kept pages turn it on
for name in ("REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "HOST", "PORT"):
    os.environ.pop(name, None)
if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="common-space-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
