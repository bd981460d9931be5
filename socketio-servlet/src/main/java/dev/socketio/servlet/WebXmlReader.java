package dev.socketio.servlet;

import dev.socketio.servlet.WebXml.Constraint;
import dev.socketio.servlet.WebXml.FilterMapping;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the few elements of a deployment descriptor that {@link WebXml} has, of any version: names
 * count without their namespace. Neither document types nor entities are followed.
 *
 * <p>Threading: for one thread.
 */
final class WebXmlReader {

  private final XMLStreamReader xml;
  private final Map<String, Optional<Boolean>> filters = new HashMap<>();
  private final Map<String, Optional<Boolean>> servlets = new HashMap<>();
  private final List<FilterMapping> filterMappings = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private boolean deniesUncovered;

  private WebXmlReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /** The texts of the elements below one, by the elements' names. */
  private static final class Texts extends HashMap<String, List<String>> {

    private static final long serialVersionUID = 1L;

    Set<String> all(String name) {
      return new HashSet<>(getOrDefault(name, List.of()));
    }

    Optional<String> first(String name) {
      return getOrDefault(name, List.of()).stream().findFirst();
    }
  }

  /**
   * Reads a descriptor.
   *
   * @param in its bytes; not closed
   * @throws XMLStreamException if it is not well-formed, or uses an entity
   */
  static WebXml read(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    try {
      return new WebXmlReader(xml).read();
    } finally {
      xml.close();
    }
  }

  private WebXml read() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        readElement(xml.getLocalName());
      }
    }
    return new WebXml(filters, servlets, filterMappings, constraints, deniesUncovered);
  }

  private void readElement(String element) throws XMLStreamException {
    switch (element) {
      case "filter" -> addAsync(filters, "filter-name", texts());
      case "servlet" -> addAsync(servlets, "servlet-name", texts());
      case "filter-mapping" -> addMapping(texts());
      case "security-constraint" -> addConstraints();
      case "deny-uncovered-http-methods" -> deniesUncovered = true;
      default -> {
        // web-app itself, and what is of no interest here
      }
    }
  }

  private static void addAsync(Map<String, Optional<Boolean>> into, String name, Texts texts) {
    texts
        .first(name)
        .ifPresent(
            found -> into.put(found, texts.first("async-supported").map(Boolean::parseBoolean)));
  }

  private void addMapping(Texts texts) {
    Set<String> dispatchers = texts.all("dispatcher");
    texts
        .first("filter-name")
        .ifPresent(
            filter ->
                filterMappings.add(
                    new FilterMapping(
                        filter,
                        texts.all("url-pattern"),
                        texts.all("servlet-name"),
                        dispatchers.isEmpty() || dispatchers.contains("REQUEST"))));
  }

  private void addConstraints() throws XMLStreamException {
    List<Texts> collections = new ArrayList<>();
    boolean authenticated = false;
    while (nextWithin("security-constraint")) {
      if (xml.getLocalName().equals("web-resource-collection")) {
        collections.add(texts());
      } else if (xml.getLocalName().equals("auth-constraint")) {
        authenticated = true;
      }
    }
    for (Texts collection : collections) {
      constraints.add(
          new Constraint(
              collection.all("url-pattern"),
              collection.all("http-method"),
              collection.all("http-method-omission"),
              authenticated));
    }
  }

  /** Collects the texts of the elements below the current one, and stops at its end. */
  private Texts texts() throws XMLStreamException {
    String element = xml.getLocalName();
    Texts texts = new Texts();
    String current = element;
    StringBuilder text = new StringBuilder();
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        current = xml.getLocalName();
        text.setLength(0);
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.getLocalName().equals(element)) {
          return texts;
        }
        if (xml.getLocalName().equals(current)) {
          texts.computeIfAbsent(current, name -> new ArrayList<>()).add(text.toString().strip());
        }
      }
    }
  }

  /** Moves to the next element that starts before another one ends. */
  private boolean nextWithin(String element) throws XMLStreamException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
        return false;
      }
    }
  }
}
