package io.meshwright.access;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A secret that a request brought, to be turned into an identity. */
final class TokenRequest extends BaseAuthenticationRequest implements AuthenticationRequest {

    enum Kind {
        SESSION,
        API_TOKEN
    }

    private final Kind kind;
    private final String secret;

    TokenRequest(Kind kind, String secret) {
        this.kind = kind;
        this.secret = secret;
    }

    Kind kind() {
        return kind;
    }

    String secret() {
        return secret;
    }
}
