package dev.socketio.server.packet;

/** The packet types of Socket.IO protocol 5, in the order of their numbers on the wire. */
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2'),
  ACK('3'),
  CONNECT_ERROR('4'),
  BINARY_EVENT('5'),
  BINARY_ACK('6');

  private static final PacketType[] BY_NUMBER = values();

  private final char digit;

  PacketType(char digit) {
    this.digit = digit;
  }

  /** {@return the type with a digit} */
  static PacketType of(char digit) throws MalformedPacketException {
    int number = digit - '0';
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new MalformedPacketException("unknown packet type " + digit);
    }
    return BY_NUMBER[number];
  }

  boolean isBinary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }

  char digit() {
    return digit;
  }
}
