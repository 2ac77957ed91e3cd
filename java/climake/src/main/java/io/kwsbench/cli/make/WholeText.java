package io.kwsbench.cli.make;

import com.beust.jcommander.converters.IParameterSplitter;
import java.util.List;

/** Keeps a flag's value whole: expressions have commas of their own. */
public final class WholeText implements IParameterSplitter {
  @Override
  public List<String> split(String value) {
    return List.of(value);
  }
}
