"""Make the users of compose.yaml's cluster, or give them new passwords: users.py URL CERTIFICATES.

As `admin` of the authority's certificates, with passwords from INDEX_PASSWORD and BOT_PASSWORD. Python's own library
only; waits for a cluster that starts. Not `securityadmin.sh`: that wants hashes, and a hash made by hand is a password
in somebody's history.
"""

from __future__ import annotations

import http.client
import json
import os
import ssl
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

USERS = {"histbot-index": "INDEX_PASSWORD", "histbot-bot": "BOT_PASSWORD"}
PATIENCE, LOOK = 300.0, 2.0  # seconds to wait for a cluster, between looks
NOT_YET = (401, 403, 503)  # HTTP: its security is not set up yet, so that it knows no administrator either


def main() -> None:
    """Make them; the exit code is 1 where the cluster refuses, with its words on stderr."""
    url, folder = sys.argv[1], Path(sys.argv[2])
    trust = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    trust.load_cert_chain(folder / "admin.pem", folder / "admin-key.pem")
    end = time.monotonic() + PATIENCE
    for user, variable in USERS.items():
        body = json.dumps({"password": os.environ[variable]})
        while True:
            status, said = put(url, trust, f"/_plugins/_security/api/internalusers/{user}", body)
            if (status and status not in NOT_YET) or time.monotonic() > end:
                break
            time.sleep(LOOK)
        if status not in {200, 201}:
            sys.exit(f"the cluster does not take the user {user}: {status or 'no answer'} {said}")
        print(f"{user} is there")


def put(url: str, trust: ssl.SSLContext, path: str, body: str) -> tuple[int, str]:
    """Send JSON; give the status and what is said, 0 and why where nobody answers."""
    place = urlsplit(url)
    connection = http.client.HTTPSConnection(place.hostname or "", place.port, context=trust, timeout=10)
    try:
        connection.request("PUT", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)
    finally:
        connection.close()


if __name__ == "__main__":
    main()
