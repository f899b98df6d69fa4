"""A sign-in server of another house: discovery, keys, authorization with PKCE, token (RS256) and userinfo."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "common-space", "a word between two houses"


class OtherHouse(ThreadingHTTPServer):
    """`claims` is what it says of whoever signs in; `answers` records what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {}
        self.audience = CLIENT
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def id_token(self) -> str:
        said = {"iss": self.issuer, "aud": self.audience, "iat": time.time(), "exp": time.time() + 60, **self.claims}
        return jwt.encode(said, self.key, algorithm="RS256", headers={"kid": "one"})


class Conversation(BaseHTTPRequestHandler):
    server: OtherHouse

    def log_message(self, *given: Any) -> None:
        pass

    def say(self, content: Any, status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        house, address = self.server, urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        house.asked.append(address.path)
        if address.path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
            places |= {"userinfo_endpoint": "userinfo", "jwks_uri": "keys"}
            methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
            self.say({"issuer": house.issuer, **methods} | {k: f"{house.issuer}/{v}" for k, v in places.items()})
        elif address.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(house.key.public_key()))
            self.say({"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]})
        elif address.path == "/authorize":
            assert query["client_id"] == CLIENT
            assert query["response_type"] == "code"
            code = secrets.token_hex(8)
            house.codes[code] = query
            self.send_response(302)
            self.send_header(
                "Location", f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            )
            self.end_headers()
        elif address.path == "/userinfo":
            self.say(house.claims if self.headers["Authorization"] == "Bearer good" else {}, 200)
        else:
            self.say({}, 404)

    def do_POST(self) -> None:
        house = self.server
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = house.codes.pop(sent.get("code", [""])[0], None)  # a code opens once
        verifier = sent.get("code_verifier", [""])[0]
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        known = asked and sent["client_secret"] == [SECRET] and asked.get("code_challenge") == challenge
        house.asked.append("/token")
        if known:
            self.say({"access_token": "good", "token_type": "Bearer", "id_token": house.id_token()})
        else:
            self.say({"error": "invalid_grant"}, 400)


@contextmanager
def other_house() -> Iterator[OtherHouse]:
    house = OtherHouse()
    threading.Thread(target=house.serve_forever, daemon=True).start()
    yield house
    house.shutdown()
    house.server_close()
