// Rules that turn scores into detections (docs/reference/listen.md). A rule is a value; a RuleState
// holds what it remembers.
#ifndef KWS_STREAM_RULE_H_
#define KWS_STREAM_RULE_H_

#include <map>
#include <string>
#include <vector>

#include "stream/labels.h"
#include "stream/metadata.h"

namespace kws {

enum class RuleKind { kAverage, kTensorFlow, kStreak, kMicro };

struct Rule {
  RuleKind kind = RuleKind::kAverage;
  // of kTensorFlow
  int window_ms = 500;
  int suppression_ms = 500;
  int minimum_count = 3;
  // of the others
  int results = 3;
  int pause_ms = 1000;
  bool pause_of_all = true;  // false: only of the label that was detected

  double threshold = 0.7;
  std::map<std::string, double> own;  // labels with thresholds of their own

  double ThresholdOf(const std::string& label) const;
};

// Reads a rule's name and then name=value for what differs from the usual. False with a message.
bool ParseRule(const std::vector<std::string>& words, Rule* rule, std::string* error);
// The rule that a model recommends: leaves the usual one if it recommends none.
bool ReadRule(const Metadata& metadata, Rule* rule, std::string* error);
// Changes thresholds as the flag --threshold does: "0.7", "yes=0.6,no=0.8" or "0.7,no=0.8".
bool ApplyThresholds(const std::string& text, const Labels& labels, Rule* rule, std::string* error);
// At every comma; "a," has an empty second part.
std::vector<std::string> SplitAtCommas(const std::string& text);

}  // namespace kws

#endif  // KWS_STREAM_RULE_H_
