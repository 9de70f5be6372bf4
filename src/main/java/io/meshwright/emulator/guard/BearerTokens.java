package io.meshwright.emulator.guard;

import java.util.Optional;

/** Whose tokens are whose, for callers who do not come over HTTP. */
public interface BearerTokens {

    /** Who a token belongs to; empty when it is nobody's, or not valid any more. */
    Optional<Caller> caller(String token);
}
