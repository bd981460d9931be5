package dev.socketio.cors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads an expression from its end, as hosts are read: past a port of any digits through the last
 * two labels of the host, or all labels if there are no more. These have to be spelt out, since
 * whoever can choose a part of them can register a domain that matches. What stands before the dot
 * in front of them is a matter of the domain's owner. Of an IPv4 address it is the first number
 * that has to be spelt out, and of the scheme every letter.
 *
 * <p>Threading: for use by one thread.
 */
final class RegexHosts {

  private static final int LONGEST_LABEL = 63;
  private static final BitSet DIGITS = characters("0123456789");
  private static final BitSet HOST = characters("abcdefghijklmnopqrstuvwxyz0123456789-_.~");
  private static final BitSet ADDRESS = characters("0123456789abcdef:.[");
  private static final BitSet SCHEME = characters("abcdefghijklmnopqrstuvwxyz0123456789+-.:");
  private static final int MOST_STEPS = 10_000;

  /** Where the reading is. */
  private enum Phase {
    END,
    PORT,
    HOST_END,
    HOST,
    ADDRESS,
    IPV6,
    AFTER_IPV6,
    SLASH,
    SLASHES,
    SCHEME,
    DONE
  }

  /**
   * What has been read.
   *
   * @param phase where it is
   * @param text the label or number being read
   * @param dots labels read before it
   * @param open whether the label has a digit that is not spelt out
   * @param tail what was read of the host
   * @param dotLeftOut whether the label could have ended here by a dot that need not be there
   */
  private record State(
      Phase phase, String text, int dots, boolean open, String tail, boolean dotLeftOut) {

    State(Phase phase, String text, int dots, boolean open, String tail) {
      this(phase, text, dots, open, tail, false);
    }

    State to(Phase next) {
      return new State(next, "", dots, false, tail);
    }

    State dot(Phase next) {
      return new State(next, "", dots + 1, false, "." + tail);
    }

    State with(Phase next, char c, boolean isOpen) {
      return new State(next, c + text, dots, open || isOpen, c + tail);
    }

    State withoutDot() {
      return new State(phase, text, dots, open, tail, true);
    }
  }

  private int steps;

  private RegexHosts() {}

  /**
   * Checks.
   *
   * @param expression the expression
   * @throws Open if a part is not spelt out that has to be
   */
  static void check(RegexNode expression) {
    new RegexHosts().read(expression, new State(Phase.END, "", 0, false, ""), end -> {});
    new RegexHosts().read(turned(expression), new State(Phase.SCHEME, "", 0, false, ""), end -> {});
  }

  /** The expression for the same text written backwards. */
  private static RegexNode turned(RegexNode node) {
    if (node instanceof RegexNode.Sequence sequence) {
      List<RegexNode> parts = new ArrayList<>(sequence.parts());
      Collections.reverse(parts);
      return new RegexNode.Sequence(parts.stream().map(RegexHosts::turned).toList());
    }
    if (node instanceof RegexNode.Either either) {
      return new RegexNode.Either(either.options().stream().map(RegexHosts::turned).toList());
    }
    return node instanceof RegexNode.Repeat repeat
        ? new RegexNode.Repeat(turned(repeat.part()), repeat.least(), repeat.most())
        : node;
  }

  private void read(RegexNode node, State state, Consumer<State> then) {
    if (++steps > MOST_STEPS) {
      throw new Open(state.tail());
    }
    if (state.phase() == Phase.DONE) {
      return;
    }
    if (node instanceof RegexNode.One one) {
      consume(one.set(), state, then);
    } else if (node instanceof RegexNode.Sequence sequence) {
      sequence(sequence, sequence.parts().size() - 1, state, then);
    } else if (node instanceof RegexNode.Either either) {
      either.options().forEach(option -> read(option, state, then));
    } else if (node instanceof RegexNode.Repeat repeat) {
      repeat(repeat, 0, state, then);
    }
  }

  private void sequence(RegexNode.Sequence sequence, int last, State state, Consumer<State> then) {
    if (last < 0) {
      then.accept(state);
    } else {
      read(sequence.parts().get(last), state, next -> sequence(sequence, last - 1, next, then));
    }
  }

  private void repeat(RegexNode.Repeat repeat, int count, State state, Consumer<State> then) {
    if (count >= repeat.least()) {
      boolean optionalDot = count == 0 && isDot(repeat.part()) && state.phase() == Phase.HOST;
      then.accept(optionalDot ? state.withoutDot() : state);
    }
    if (count < repeat.most()) {
      read(
          repeat.part(),
          state,
          next -> {
            if (repeat.most() == RegexParser.MANY && growsLabel(state, next)) {
              throw new Open(state.tail());
            }
            if (!next.equals(state) || count < repeat.least()) {
              repeat(repeat, count + 1, next, then);
            }
          });
    }
  }

  private static boolean isDot(RegexNode node) {
    return node instanceof RegexNode.Sequence sequence
        ? sequence.parts().size() == 1 && isDot(sequence.parts().get(0))
        : node instanceof RegexNode.One one && one.set().get('.') && one.set().cardinality() == 1;
  }

  private static boolean growsLabel(State before, State after) {
    return after.phase() == Phase.HOST && after.dots() == before.dots() && !after.open();
  }

  private void consume(BitSet set, State state, Consumer<State> then) {
    switch (state.phase()) {
      case END, HOST_END -> {
        if (state.phase() == Phase.END) {
          port(set, state, then);
        }
        if (set.get(']')) {
          then.accept(state.to(Phase.IPV6));
        }
        if (set.get('.')) {
          spelt(set, state);
          then.accept(state.to(Phase.HOST));
        }
        host(set, state, then);
      }
      case PORT -> port(set, state, then);
      case HOST -> host(set, state, then);
      case ADDRESS -> address(set, state, then);
      case IPV6 -> ipv6(set, state, then);
      case AFTER_IPV6 -> slash(set, state, Phase.SLASH, then);
      case SLASH -> slash(set, state, Phase.SLASHES, then);
      case SLASHES -> {
        if (set.get(':')) {
          then.accept(state.to(Phase.DONE));
        }
      }
      case SCHEME -> scheme(set, state, then);
      default -> {}
    }
  }

  private static void scheme(BitSet set, State state, Consumer<State> then) {
    BitSet possible = common(set, SCHEME);
    if (possible.cardinality() > 1) {
      throw new Open(true, "");
    }
    then.accept(set.get(':') ? state.to(Phase.DONE) : state);
  }

  private static void port(BitSet set, State state, Consumer<State> then) {
    boolean digits = set.intersects(DIGITS);
    if (digits && state.text().length() < 5) {
      then.accept(new State(Phase.PORT, state.text() + "0", 0, false, ""));
    }
    if (state.phase() == Phase.PORT && set.get(':')) {
      then.accept(new State(Phase.HOST_END, "", 0, false, ""));
    }
  }

  private static BitSet characters(String all) {
    BitSet set = new BitSet();
    all.chars().forEach(set::set);
    return set;
  }

  private static BitSet common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  /** The only character of a host that may stand here, or -1 for none. */
  private static int spelt(BitSet set, State state) {
    BitSet possible = common(set, HOST);
    if (possible.cardinality() > 1) {
      throw new Open(state.tail());
    }
    return possible.nextSetBit(0);
  }

  private static void host(BitSet set, State state, Consumer<State> then) {
    BitSet possible = common(set, HOST);
    if (state.dotLeftOut() && !possible.isEmpty() && possible.nextSetBit(0) != '.') {
      throw new Open(state.tail());
    }
    boolean number = state.dots() == 0 && isNumber(state.text());
    if (number && possible.cardinality() > 1 && common(possible, DIGITS).equals(possible)) {
      label(state, '0', true, then);
    } else {
      int c = spelt(set, state);
      if (c == '.') {
        dot(state, number, then);
      } else if (c >= 0) {
        if (state.open() && !DIGITS.get(c)) {
          throw new Open(state.tail().replaceFirst("^[0-9]+", ""));
        }
        label(state, (char) c, false, then);
      }
    }
    if (set.get('/') && !state.text().isEmpty()) {
      then.accept(state.to(Phase.SLASH));
    }
  }

  private static void label(State state, char c, boolean open, Consumer<State> then) {
    if (state.text().length() < LONGEST_LABEL) {
      then.accept(state.with(Phase.HOST, c, open));
    }
  }

  private static void dot(State state, boolean number, Consumer<State> then) {
    if (state.text().isEmpty()) {
      return;
    }
    if (number) {
      then.accept(state.dot(Phase.ADDRESS));
    } else {
      then.accept(state.dots() == 0 ? state.dot(Phase.HOST) : state.to(Phase.DONE));
    }
  }

  /** Once the last label is a number the host is an IPv4 address, or none. */
  private static void address(BitSet set, State state, Consumer<State> then) {
    BitSet digits = common(set, DIGITS);
    if (!digits.isEmpty() && state.text().length() < 3) {
      if (state.dots() == 3 && digits.cardinality() > 1) {
        throw new Open("");
      }
      char digit = state.dots() == 3 ? (char) digits.nextSetBit(0) : '0';
      then.accept(state.with(Phase.ADDRESS, digit, false));
    }
    if (set.get('.') && state.dots() < 3 && !state.text().isEmpty()) {
      then.accept(state.dot(Phase.ADDRESS));
    }
    if (set.get('/') && state.dots() == 3 && !state.text().isEmpty()) {
      then.accept(state.to(Phase.SLASH));
    }
  }

  private static void ipv6(BitSet set, State state, Consumer<State> then) {
    BitSet possible = common(set, ADDRESS);
    if (possible.cardinality() > 1) {
      throw new Open("");
    }
    if (possible.get('[')) {
      then.accept(state.to(Phase.AFTER_IPV6));
    } else if (!possible.isEmpty() && state.text().length() < LONGEST_LABEL) {
      then.accept(state.with(Phase.IPV6, (char) possible.nextSetBit(0), false));
    }
  }

  private static void slash(BitSet set, State state, Phase next, Consumer<State> then) {
    if (set.get('/')) {
      then.accept(state.to(next));
    }
  }

  private static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Says that a part is not spelt out. */
  static final class Open extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean ofScheme;
    private final String tail;

    Open(String tail) {
      this(false, tail);
    }

    Open(boolean ofScheme, String tail) {
      super("not spelt out before \"" + tail + "\"", null, false, false);
      this.ofScheme = ofScheme;
      this.tail = tail;
    }

    /** Whether it is a part of the scheme. */
    boolean isOfScheme() {
      return ofScheme;
    }

    /** The end of the host that is spelt out; may be empty. */
    String tail() {
      return tail;
    }
  }
}
