package dev.socketio.it.browser;

/**
 * A request of a browser and its answer.
 *
 * @param method HTTP method
 * @param transport the transport that the query names
 * @param origin {@code Origin}, or empty
 * @param site {@code Sec-Fetch-Site}, or empty
 * @param cookie {@code Cookie}, or empty
 * @param status of the answer
 */
record Exchange(
    String method, String transport, String origin, String site, String cookie, int status) {}
