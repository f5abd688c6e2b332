/**
 * A login and a payment, each a service over HTTP, in front of one database. A login authenticates
 * the user, validates a token and loads the profile; a payment may wait for a row in vain.
 */
@NullMarked
package io.traceassert.examples.login;

import org.jspecify.annotations.NullMarked;
