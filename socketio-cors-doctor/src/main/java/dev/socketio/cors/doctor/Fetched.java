package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.Optional;

/**
 * What came of a request of the page: an answer that it may read, or trouble.
 *
 * @param response the answer, if the page may read it
 * @param trouble why not, if it may not
 * @param step the number of the step that shows it
 * @param redirects how many redirects were followed
 */
record Fetched(
    Optional<WireResponse> response, Optional<Trouble> trouble, int step, int redirects) {}
