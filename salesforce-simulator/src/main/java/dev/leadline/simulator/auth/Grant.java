package dev.leadline.simulator.auth;

/** A user's lasting permission for an app, carried by a refresh token. */
record Grant(String refreshToken, String userId, String clientId, String scope) {}
