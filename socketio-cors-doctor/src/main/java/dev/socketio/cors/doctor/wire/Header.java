package dev.socketio.cors.doctor.wire;

/**
 * One header line.
 *
 * @param name the name, as written
 * @param value the value, without white space around it
 */
public record Header(String name, String value) {

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
