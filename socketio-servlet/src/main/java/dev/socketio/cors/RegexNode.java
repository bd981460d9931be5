package dev.socketio.cors;

import java.util.BitSet;
import java.util.List;

/**
 * A regular expression in parts, as far as {@link RegexHosts} has to understand it: it admits at
 * least what the expression matches, since conditions that only narrow it are left out.
 *
 * <p>Threading: immutable.
 */
sealed interface RegexNode {

  /** Nothing, or a condition that consumes nothing. */
  RegexNode EMPTY = new Sequence(List.of());

  /**
   * One character.
   *
   * @param set the ASCII characters it may be, in lower case
   */
  record One(BitSet set) implements RegexNode {}

  /**
   * One part after the other.
   *
   * @param parts from left to right
   */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /**
   * One part or another.
   *
   * @param options the parts
   */
  record Either(List<RegexNode> options) implements RegexNode {}

  /**
   * A part several times.
   *
   * @param part the part
   * @param least how often at least
   * @param most how often at most
   */
  record Repeat(RegexNode part, int least, int most) implements RegexNode {}
}
