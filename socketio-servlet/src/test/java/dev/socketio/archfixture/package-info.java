/**
 * Planted violations of the rules of {@code ArchitectureTest}: a rule that does not report its own
 * cannot be trusted to report anything. The packages mirror those of the product.
 */
package dev.socketio.archfixture;
