package dev.socketio.cors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Takes a regular expression, which {@link Pattern} has accepted, to pieces. What a character class
 * contains is asked of {@link Pattern} itself. What an origin needs no expression for (back
 * references, flags inside, characters by number) is not understood.
 *
 * <p>Threading: for use by one thread.
 */
final class RegexParser {

  private static final int ASCII = 128;

  /** Stands for no limit: more than a host has characters that matter. */
  static final int MANY = 130;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(,(\\d{0,4}))?}");
  private static final Pattern NAME = Pattern.compile("\\?<[a-zA-Z][a-zA-Z0-9]*>");

  private final String text;
  private int at;

  private RegexParser(String text) {
    this.text = text;
  }

  /**
   * Parses.
   *
   * @throws NotUnderstood where the expression has something that is not understood
   */
  static RegexNode parse(String expression) {
    RegexParser parser = new RegexParser(expression);
    RegexNode node = parser.alternatives();
    if (parser.at < expression.length()) {
      throw new NotUnderstood(parser.at);
    }
    return node;
  }

  private RegexNode alternatives() {
    List<RegexNode> options = new ArrayList<>(List.of(sequence()));
    while (skip("|")) {
      options.add(sequence());
    }
    return options.size() == 1 ? options.get(0) : new RegexNode.Either(options);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      if (skip("\\Q")) {
        int end = text.indexOf("\\E", at);
        end = end < 0 ? text.length() : end;
        text.substring(at, end).chars().forEach(c -> parts.add(literal((char) c)));
        at = Math.min(end + 2, text.length());
        // A quantifier behind it is for its last character.
        if (!parts.isEmpty()) {
          parts.add(repeated(parts.remove(parts.size() - 1)));
        }
      } else {
        parts.add(repeated(atom()));
      }
    }
    return new RegexNode.Sequence(parts);
  }

  private RegexNode atom() {
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '^', '$' -> {
        at++;
        yield RegexNode.EMPTY;
      }
      case '.' -> ask(at + 1);
      case '*', '+', '?', '{' -> throw new NotUnderstood(at);
      default -> {
        at++;
        yield literal(c);
      }
    };
  }

  private RegexNode group() {
    int start = at++;
    boolean condition = false;
    if (at < text.length() && text.charAt(at) == '?') {
      Matcher name = NAME.matcher(text).region(at, text.length());
      if (name.lookingAt()) {
        at = name.end();
      } else if (!skip("?:") && !skip("?>")) {
        condition = skip("?=") || skip("?!") || skip("?<=") || skip("?<!");
        if (!condition) {
          throw new NotUnderstood(start);
        }
      }
    }
    RegexNode inside = alternatives();
    if (!skip(")")) {
      throw new NotUnderstood(start);
    }
    return condition ? RegexNode.EMPTY : inside;
  }

  private RegexNode characterClass() {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (text.startsWith("\\Q", i)) {
          throw new NotUnderstood(i);
        }
        i++;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return ask(i + 1);
      }
    }
    throw new NotUnderstood(at);
  }

  private RegexNode escape() {
    if (at + 1 >= text.length()) {
      throw new NotUnderstood(at);
    }
    char c = text.charAt(at + 1);
    if (!Text.isLetterOrDigit(c)) {
      at += 2;
      return literal(c);
    }
    return switch (c) {
      case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' -> ask(at + 2);
      case 'b', 'B', 'A', 'z', 'Z' -> {
        at += 2;
        yield RegexNode.EMPTY;
      }
      default -> throw new NotUnderstood(at);
    };
  }

  private RegexNode repeated(RegexNode part) {
    int least = 1;
    int most = 1;
    Matcher count = COUNT.matcher(text).region(at, text.length());
    if (skip("?")) {
      least = 0;
    } else if (skip("*")) {
      least = 0;
      most = MANY;
    } else if (skip("+")) {
      most = MANY;
    } else if (count.lookingAt()) {
      least = Math.min(Integer.parseInt(count.group(1)), MANY);
      most = count.group(2) == null ? least : count.group(3).isEmpty() ? MANY : number(count);
      at = count.end();
    } else {
      return part;
    }
    if (!skip("?")) {
      skip("+"); // lazy or possessive: admits no more
    }
    return new RegexNode.Repeat(part, least, Math.min(most, MANY));
  }

  private static int number(Matcher count) {
    return Integer.parseInt(count.group(3));
  }

  private boolean skip(String what) {
    boolean there = text.startsWith(what, at);
    at += there ? what.length() : 0;
    return there;
  }

  private static RegexNode literal(char c) {
    BitSet set = new BitSet(ASCII);
    if (c < ASCII) {
      set.set(Text.lower(String.valueOf(c)).charAt(0));
    }
    return new RegexNode.One(set);
  }

  /** The characters that a class or escape, up to an index, stands for. */
  private RegexNode ask(int end) {
    try {
      Pattern pattern = Pattern.compile(text.substring(at, end), Pattern.CASE_INSENSITIVE);
      BitSet set = new BitSet(ASCII);
      for (char c = 0; c < ASCII; c++) {
        String character = String.valueOf(c);
        if (pattern.matcher(character).matches()) {
          set.set(Text.lower(character).charAt(0));
        }
      }
      at = end;
      return new RegexNode.One(set);
    } catch (PatternSyntaxException cutInTheWrongPlace) {
      throw new NotUnderstood(at);
    }
  }

  /** Says where an expression is beyond this class. */
  static final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;

    NotUnderstood(int index) {
      super("not understood at index " + index, null, false, false);
      this.index = index;
    }

    int index() {
      return index;
    }
  }
}
