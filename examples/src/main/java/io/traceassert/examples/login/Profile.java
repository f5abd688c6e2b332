package io.traceassert.examples.login;

import java.util.List;

/**
 * What is known of a user.
 *
 * @param name the full name
 * @param roles their titles
 */
record Profile(String name, List<String> roles) {}
