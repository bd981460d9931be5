package dev.socketio.demo;

import dev.socketio.server.Ack;
import dev.socketio.server.Arguments;
import dev.socketio.server.Broadcast;
import dev.socketio.server.BroadcastTimeoutException;
import dev.socketio.server.EventHandler;
import dev.socketio.server.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One visitor: what their page asks for, and what the others in the room get to see of it.
 *
 * <p>Threading: the handlers of a socket run one at a time, so the fields need no guard.
 */
final class Guest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Socket socket;
  private final Person self;
  private final Presence presence;
  private String room;
  private int posts;

  Guest(Socket socket, Entry entry, Presence presence) {
    this.socket = socket;
    this.self = new Person(socket.id(), entry.name());
    this.room = entry.room();
    this.presence = presence;
  }

  void enter() {
    socket.on("message", String.class, polite(this::say));
    socket.on("image", Picture.class, byte[].class, polite(this::show));
    socket.on("join", String.class, polite(this::move));
    socket.on("typing", Boolean.class, (typing, ack) -> others().emit("typing", self, typing));
    socket.on("seen", String.class, (post, ack) -> seen(post));
    socket.on("latency", (arguments, ack) -> ack.send());
    socket.onDisconnect(reason -> presence.leave(self));
    settle();
  }

  private void say(String text, Ack ack) throws RuleException {
    String checked = Rules.text(text);
    Post post = accept(ack);
    report(post, others().timeout(PATIENCE).emitWithAck("message", post, checked));
  }

  private void show(Picture picture, byte[] bytes, Ack ack) throws RuleException {
    Picture checked = Rules.picture(picture, bytes);
    Post post = accept(ack);
    report(post, others().timeout(PATIENCE).emitWithAck("image", post, checked, bytes));
  }

  private void move(String name, Ack ack) throws RuleException {
    String next = Rules.room(name);
    socket.leave(channel(room));
    room = next;
    ack.send(Map.of("room", next));
    settle();
  }

  private void settle() {
    socket.join(channel(room));
    presence.move(self, room);
  }

  /** The first tick: the server has it. */
  private Post accept(Ack ack) {
    Post post = new Post(self.id() + ":" + ++posts, self, System.currentTimeMillis());
    ack.send(post);
    return post;
  }

  /** The second tick: so many pages have acknowledged it. */
  private void report(Post post, CompletionStage<List<Arguments>> answers) {
    answers.whenComplete(
        (all, failure) -> {
          List<Arguments> some =
              failure instanceof BroadcastTimeoutException late ? late.responses() : all;
          if (some != null && !some.isEmpty()) {
            socket.emit("delivered", post.id(), some.size());
          }
        });
  }

  /** The ticks turn golden: somebody had it on their screen. */
  private void seen(String post) {
    String author = post.substring(0, Math.max(0, post.indexOf(':')));
    socket.to(author).emit("seen", post, self.name());
  }

  private Broadcast others() {
    return socket.to(channel(room));
  }

  /**
   * Each socket is in a room of its own, named by its id; the prefix keeps visitors out of those.
   */
  static String channel(String room) {
    return "room:" + room;
  }

  private static <A> EventHandler.Of1<A> polite(EventHandler.Of1<A> handler) {
    return (first, ack) -> {
      try {
        handler.handle(first, ack);
      } catch (RuleException broken) {
        ack.send(broken.answer());
      }
    };
  }

  private static <A, B> EventHandler.Of2<A, B> polite(EventHandler.Of2<A, B> handler) {
    return (first, second, ack) -> {
      try {
        handler.handle(first, second, ack);
      } catch (RuleException broken) {
        ack.send(broken.answer());
      }
    };
  }
}
