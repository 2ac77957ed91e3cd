package io.kwsbench.suite.report;

import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.GateStatus;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML as CI servers read it: a test suite a case, a test case a gate. */
public final class SuiteJUnit implements SuiteWriter {
  private final boolean undecidedFails;

  /** A gate that is undecided or cannot be tried is a skipped test case. */
  public SuiteJUnit() {
    this(false);
  }

  /**
   * @param undecidedFails whether such a gate is a failure instead
   */
  public SuiteJUnit(boolean undecidedFails) {
    this.undecidedFails = undecidedFails;
  }

  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", clean(result.suite()));
      for (CaseResult one : result.cases()) {
        write(result, one, xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    out.append(text.toString()).append('\n');
  }

  private void write(SuiteResult result, CaseResult one, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(result.suite() + "." + one.name()));
    xml.writeAttribute("tests", Integer.toString(one.gates().size()));
    xml.writeAttribute("failures", Long.toString(count(result, one, true)));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Long.toString(count(result, one, false)));
    xml.writeAttribute("timestamp", result.environment().date());
    for (GateResult gate : one.gates()) {
      xml.writeCharacters("\n    ");
      write(result, one, gate, xml);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void write(SuiteResult result, CaseResult one, GateResult gate, XMLStreamWriter xml)
      throws XMLStreamException {
    boolean plain = gate.status() == GateStatus.PASS;
    if (plain) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    String against = gate.against().isEmpty() ? "" : " vs " + gate.against();
    xml.writeAttribute("name", clean(gate.gate().id() + against));
    xml.writeAttribute("classname", clean(one.name()));
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", one.nanos().median() / 1e9));
    if (!plain) {
      xml.writeEmptyElement(isFailure(result, gate) ? "failure" : "skipped");
      xml.writeAttribute(
          "message",
          clean(
              Figures.status(gate)
                  + ": "
                  + Figures.of(gate.value(), gate.unit())
                  + ", limit "
                  + Figures.of(gate.limit(), gate.unit())
                  + (gate.note().isEmpty() ? "" : ": " + gate.note())));
      xml.writeEndElement();
    }
  }

  private long count(SuiteResult result, CaseResult one, boolean failures) {
    List<GateResult> gates = one.gates();
    return gates.stream()
        .filter(g -> g.status() != GateStatus.PASS && isFailure(result, g) == failures)
        .count();
  }

  private boolean isFailure(SuiteResult result, GateResult gate) {
    return switch (gate.status()) {
      case FAIL, REGRESSION -> true;
      case UNDECIDED, NOT_OFFERED -> undecidedFails;
      // the run that makes the first baseline has nothing to compare with, and passes
      case NO_BASELINE -> undecidedFails && result.baseline().isPresent();
      case PASS -> false;
    };
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
