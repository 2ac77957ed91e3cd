// Turns scores into detections by a rule: those of io.kwsbench.detect, to the bit.
#ifndef KWS_STREAM_DETECTOR_H_
#define KWS_STREAM_DETECTOR_H_

#include <cstdint>
#include <memory>

#include "stream/labels.h"
#include "stream/rule.h"

namespace kws {

// A rule at work.
class RuleState {
 public:
  virtual ~RuleState() = default;
  // The label that this result decides for; -1 for none. Times do not fall. Allocates nothing.
  virtual int Decide(int64_t time, const float* scores) = 0;
  // What the rule compares with the label's threshold, as of the last result.
  virtual double Score(int label) const = 0;
  virtual void Reset() = 0;
  // Of the results that it keeps.
  virtual uint64_t bytes() const { return 0; }
};

// ticks_per_second: the unit of its times. spacing: the least distance of two results' times, by
// which it knows how many a time window can hold. The labels have the thresholds' names.
std::unique_ptr<RuleState> NewDetector(const Rule& rule, const Labels& labels,
                                       int64_t ticks_per_second, int64_t spacing);

}  // namespace kws

#endif  // KWS_STREAM_DETECTOR_H_
