package io.kwsbench.report.render;

import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML as CI servers read it: one test suite per subject, one test case per gate. A gate
 * that has neither passed nor failed is a skipped one.
 */
final class JUnitRenderer {
  private final Report.Heading heading;
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitRenderer(Report.Heading heading) throws XMLStreamException {
    this.heading = heading;
    xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
  }

  static String of(Report report) {
    try {
      return new JUnitRenderer(report.heading()).document(report.sections());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private String document(List<Section> sections) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", clean(heading.name()));
    for (Section section : sections) {
      if (section instanceof Section.Verdicts verdicts) {
        suite(verdicts);
      }
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return text + "\n";
  }

  private void suite(Section.Verdicts of) throws XMLStreamException {
    List<GateVerdict> open =
        of.verdicts().stream().filter(one -> one.status() != GateStatus.PASS).toList();
    long failures = open.stream().filter(GateVerdict::fails).count();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(heading.name() + "." + of.subject()));
    xml.writeAttribute("tests", Integer.toString(of.verdicts().size()));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Long.toString(open.size() - failures));
    if (heading.date().isPresent()) {
      xml.writeAttribute("timestamp", heading.date().get());
    }
    for (GateVerdict one : of.verdicts()) {
      xml.writeCharacters("\n    ");
      testCase(of, one);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void testCase(Section.Verdicts of, GateVerdict one) throws XMLStreamException {
    boolean plain = one.status() == GateStatus.PASS;
    if (plain) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    xml.writeAttribute("name", clean(one.name()));
    xml.writeAttribute("classname", clean(of.subject()));
    if (one.timed()) {
      xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", of.seconds()));
    }
    if (!plain) {
      xml.writeEmptyElement(one.fails() ? "failure" : "skipped");
      xml.writeAttribute("message", clean(message(one)));
      xml.writeEndElement();
    }
  }

  private static String message(GateVerdict one) {
    StringBuilder message = new StringBuilder(one.statusText());
    if (one.hasFigures()) {
      message.append(": ").append(one.value()).append(", limit ").append(one.limit());
    }
    return one.note().isEmpty() ? message.toString() : message + ": " + one.note();
  }

  /** XML 1.0 has no control characters, escaped or not. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
