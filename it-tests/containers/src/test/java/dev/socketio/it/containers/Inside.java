package dev.socketio.it.containers;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What is in the process of the container: its heap, threads and MBeans, by JMX.
 *
 * <p>Threading: for one test thread.
 */
final class Inside implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private Inside(JMXConnector connector) throws IOException {
    this.connector = connector;
    beans = connector.getMBeanServerConnection();
  }

  /** {@return the inside of the only container that these tests have started} */
  static Inside container() throws IOException {
    List<ProcessHandle> servers =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("/java"))
            .toList();
    if (servers.size() != 1) {
      throw new IOException("There should be one container, not " + servers);
    }
    return of(servers.get(0));
  }

  /** The address comes from the process itself, and names an agent for local users alone. */
  @SuppressWarnings("BanJNDI")
  private static Inside of(ProcessHandle process) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      try {
        var url = new JMXServiceURL(machine.startLocalManagementAgent());
        return new Inside(JMXConnectorFactory.connect(url));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("Process " + process.pid() + " lets nobody in", e);
    }
  }

  /**
   * {@return a line per class that has instances which can be reached, after a garbage collection}
   *
   * @param prefix of the names of the classes
   */
  List<String> instances(String prefix) throws IOException, JMException {
    Object histogram =
        beans.invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "gcClassHistogram",
            new Object[] {new String[0]},
            new String[] {String[].class.getName()});
    return histogram
        .toString()
        .lines()
        .map(String::trim)
        .filter(line -> line.contains(" " + prefix))
        .toList();
  }

  /**
   * {@return the names of threads that live}
   *
   * @param part what the names contain
   */
  List<String> threads(String part) throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .map(ThreadInfo::getThreadName)
        .filter(name -> name.contains(part))
        .toList();
  }

  /**
   * {@return the names of MBeans}
   *
   * @param pattern which
   */
  List<String> mbeans(String pattern) throws IOException, JMException {
    return beans.queryNames(new ObjectName(pattern), null).stream()
        .map(ObjectName::toString)
        .toList();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
