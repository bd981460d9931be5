/**
 * Packets of Socket.IO protocol 5 and their codec.
 *
 * <p>Messages of an Engine.IO session enter {@link dev.socketio.server.packet.PacketDecoder}, which
 * gives a {@link dev.socketio.server.packet.PacketFrame} when all parts of a packet are there;
 * {@link dev.socketio.server.packet.PayloadReader} makes a {@link
 * dev.socketio.server.packet.SocketPacket} of it. Values enter {@link
 * dev.socketio.server.packet.PacketEncoder}, and text with its attachments leaves.
 *
 * <p>May depend on {@code json} only. Public because the adapter SPI names {@link
 * dev.socketio.server.packet.OutboundEvent} and error listeners see {@link
 * dev.socketio.server.packet.MalformedPacketException}; the rest is internal.
 *
 * <p>Threads: all types are immutable but the decoder, which belongs to one session and is called
 * one message at a time.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.server.packet;
