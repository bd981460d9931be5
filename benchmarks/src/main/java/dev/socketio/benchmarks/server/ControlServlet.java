package dev.socketio.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells the memory of the process: bytes of live heap after a full collection, and resident bytes
 * outside the heap.
 *
 * <p>Threading: safe for use by any thread.
 */
final class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    // Twice: what the first collection makes unreachable (references, cleaners) is gone after the
    // second.
    memory.gc();
    memory.gc();
    long live = memory.getHeapMemoryUsage().getUsed();
    long outside = resident() - memory.getHeapMemoryUsage().getCommitted();
    byte[] body = (live + " " + outside).getBytes(StandardCharsets.US_ASCII);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static long resident() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
