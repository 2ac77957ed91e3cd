#include "stream/rule.h"

#include <locale.h>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <utility>

namespace kws {
namespace {

// A decimal number within 0 … 1 whatever the process's locale is.
bool ParseFraction(const std::string& text, double* threshold) {
  if (text.empty() || text.find_first_not_of("0123456789.+-eE") != std::string::npos) return false;
  const locale_t c = newlocale(LC_ALL_MASK, "C", nullptr);
  if (c == nullptr) return false;
  char* end;
  *threshold = strtod_l(text.c_str(), &end, c);
  freelocale(c);
  return *end == '\0' && *threshold >= 0 && *threshold <= 1;
}

bool Fail(std::string* error, std::string message) {
  *error = std::move(message);
  return false;
}

bool ParseThreshold(const std::string& text, double* threshold, std::string* error) {
  return ParseFraction(text, threshold) ||
         Fail(error, "threshold '" + text + "' is no number within 0 … 1");
}

bool Contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ParseWhole(const std::string& text, int lowest, int* number) {
  const size_t digits = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  if (text.size() == digits || text.size() > 11 ||
      text.find_first_not_of("0123456789", digits) != std::string::npos) {
    return false;
  }
  const long long value = strtoll(text.c_str(), nullptr, 10);
  if (value < lowest || value > INT_MAX) return false;
  *number = static_cast<int>(value);
  return true;
}

// One number of a rule, and the least that it may be.
struct Parameter {
  const char* name;
  int Rule::*member;
  int lowest;
};

constexpr Parameter kTensorFlowParameters[] = {{"window_ms", &Rule::window_ms, 1},
                                               {"suppression_ms", &Rule::suppression_ms, 0},
                                               {"minimum_count", &Rule::minimum_count, 1}};
constexpr Parameter kOtherParameters[] = {{"results", &Rule::results, 1},
                                          {"pause_ms", &Rule::pause_ms, 0}};

bool Named(const std::string& name, Rule* rule) {
  if (name == "average") {
    rule->kind = RuleKind::kAverage;
  } else if (name == "tensorflow") {
    rule->kind = RuleKind::kTensorFlow;
  } else if (name == "streak") {
    rule->kind = RuleKind::kStreak;
  } else if (name == "micro") {
    rule->kind = RuleKind::kMicro;
    rule->results = 5;
  } else {
    return false;
  }
  return true;
}

template <size_t kCount>
const Parameter* Find(const Parameter (&parameters)[kCount], const std::string& name) {
  for (const Parameter& parameter : parameters) {
    if (name == parameter.name) return &parameter;
  }
  return nullptr;
}

bool SetValue(const std::string& name, const std::string& value, Rule* rule, std::string* error) {
  if (name == "threshold") return ParseThreshold(value, &rule->threshold, error);
  const bool tensorflow = rule->kind == RuleKind::kTensorFlow;
  if (name == "pause_of" && !tensorflow) {
    rule->pause_of_all = value == "all";
    return rule->pause_of_all || value == "label" ||
           Fail(error, "pause_of is '" + value + "', not all or label");
  }
  const Parameter* parameter =
      tensorflow ? Find(kTensorFlowParameters, name) : Find(kOtherParameters, name);
  if (parameter == nullptr) return Fail(error, "it has no '" + name + "'");
  return ParseWhole(value, parameter->lowest, &(rule->*parameter->member)) ||
         Fail(error, name + " is '" + value + "', no whole number from " +
                         std::to_string(parameter->lowest) + " on");
}

}  // namespace

double Rule::ThresholdOf(const std::string& label) const {
  const auto found = own.find(label);
  return found == own.end() ? threshold : found->second;
}

bool ParseRule(const std::vector<std::string>& words, Rule* rule, std::string* error) {
  *rule = Rule();
  const std::string name = words.empty() ? "" : words[0];
  if (!Named(name, rule)) {
    return Fail(error, "no rule '" + name + "'; there are tensorflow, average, streak, micro");
  }
  std::vector<std::string> seen;
  for (size_t i = 1; i < words.size(); ++i) {
    const size_t equals = words[i].find('=');
    const std::string value_name = words[i].substr(0, equals);
    if (equals == std::string::npos || equals == 0 || Contains(seen, value_name))
      return Fail(error, "rule " + name + ": '" + words[i] + "' is no name=value, or comes twice");
    seen.push_back(value_name);
    if (!SetValue(value_name, words[i].substr(equals + 1), rule, error))
      return Fail(error, "rule " + name + ": " + *error);
  }
  return true;
}

bool ReadRule(const Metadata& metadata, Rule* rule, std::string* error) {
  const std::vector<std::string>* words = metadata.Find("detector");
  if (words == nullptr) return true;
  if (!ParseRule(*words, rule, error)) return false;
  const std::vector<std::string>* own = metadata.Find("thresholds");
  if (own == nullptr) return true;
  if (own->size() % 2 != 0) return Fail(error, "the model's thresholds end with a label alone");
  for (size_t i = 0; i < own->size(); i += 2) {
    double threshold;
    if (!ParseThreshold((*own)[i + 1], &threshold, error)) return false;
    rule->own.emplace((*own)[i], threshold);  // the first of a name counts
  }
  return true;
}

std::vector<std::string> SplitAtCommas(const std::string& text) {
  std::vector<std::string> parts;
  size_t start = 0;
  for (size_t comma; (comma = text.find(',', start)) != std::string::npos; start = comma + 1)
    parts.push_back(text.substr(start, comma - start));
  parts.push_back(text.substr(start));
  return parts;
}

bool ApplyThresholds(const std::string& text, const Labels& labels, Rule* rule,
                     std::string* error) {
  std::vector<std::string> seen;
  for (const std::string& word : SplitAtCommas(text)) {
    const size_t equals = word.rfind('=');
    const bool all = equals == std::string::npos;
    const std::string label = all ? "" : word.substr(0, equals);
    double threshold;
    if (!ParseThreshold(all ? word : word.substr(equals + 1), &threshold, error)) return false;
    if (Contains(seen, label)) return Fail(error, "'" + word + "' sets a threshold twice");
    seen.push_back(label);
    if (all) {
      rule->threshold = threshold;
      rule->own.clear();
    } else if (labels.Find(label) >= 0) {
      rule->own[label] = threshold;
    } else {
      return Fail(error, "'" + label + "' is none of the labels: " + labels.Joined());
    }
  }
  return true;
}

}  // namespace kws
