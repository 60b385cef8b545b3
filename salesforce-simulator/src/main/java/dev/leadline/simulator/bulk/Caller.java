package dev.leadline.simulator.bulk;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, found out before the call gets here.
 *
 * @param version of the API, such as {@code 65.0}
 * @param client the name given in Sforce-Call-Options
 */
public record Caller(String userId, String version, @Nullable String client) {}
