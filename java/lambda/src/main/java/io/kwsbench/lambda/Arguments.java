package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call: those by position, then those by keyword. */
record Arguments(List<Object> positional, Map<String, Object> keywords) {
  /** Arguments by position alone. */
  static Arguments of(List<Object> positional) {
    return new Arguments(positional, Map.of());
  }

  /** Splits {@code values}, of which the last belong to {@code names}. */
  static Arguments of(List<Object> values, List<String> names) {
    int positional = values.size() - names.size();
    if (positional < 0) {
      throw new KwsException("a call with more keywords than arguments");
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      keywords.put(names.get(i), values.get(positional + i));
    }
    return new Arguments(new ArrayList<>(values.subList(0, positional)), keywords);
  }

  /** The same with one more in front. */
  Arguments withFirst(Object first) {
    List<Object> all = new ArrayList<>(positional);
    all.add(0, first);
    return new Arguments(all, keywords);
  }

  /**
   * Hands the arguments to parameters.
   *
   * @param parameters their names in order; all those given arguments must be among them
   * @throws KwsException when there are too many, one twice, or one of another name
   */
  Map<String, Object> bind(List<String> parameters) {
    if (positional.size() > parameters.size()) {
      throw new KwsException("takes " + parameters.size() + " arguments, not " + positional.size());
    }
    Map<String, Object> bound = new HashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      bound.put(parameters.get(i), positional.get(i));
    }
    for (Map.Entry<String, Object> keyword : keywords.entrySet()) {
      if (!parameters.contains(keyword.getKey())) {
        throw new KwsException("has no argument '" + keyword.getKey() + "'");
      }
      if (bound.put(keyword.getKey(), keyword.getValue()) != null) {
        throw new KwsException("has argument '" + keyword.getKey() + "' twice");
      }
    }
    return bound;
  }
}
