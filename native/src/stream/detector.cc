#include "stream/detector.h"

#include <algorithm>
#include <new>
#include <vector>

#include "stream/recent_scores.h"

namespace kws {
namespace {

int64_t Ticks(int millis, int64_t ticks_per_second) { return millis * ticks_per_second / 1000; }

// What every rule knows of its labels.
class Judged {
 public:
  Judged(const Rule& rule, const Labels& labels) : silence(labels.silence()) {
    for (int i = 0; i < labels.count(); ++i) {
      thresholds.push_back(rule.ThresholdOf(labels.name(i)));
      keyword.push_back(labels.IsKeyword(i) ? 1 : 0);
    }
  }

  size_t count() const { return thresholds.size(); }

  std::vector<double> thresholds;
  std::vector<char> keyword;
  int silence;
};

// Which labels a detection still keeps from another.
class Pause {
 public:
  Pause(const Rule& rule, size_t labels, int64_t ticks_per_second)
      : ticks_(Ticks(rule.pause_ms, ticks_per_second)), all_(rule.pause_of_all), until_(labels) {
    Clear();
  }

  bool IsOver(size_t label, int64_t time) const { return time >= until_[label]; }

  void Begin(size_t label, int64_t time) {
    if (all_) {
      std::fill(until_.begin(), until_.end(), time + ticks_);
    } else {
      until_[label] = time + ticks_;
    }
  }

  void Clear() { std::fill(until_.begin(), until_.end(), INT64_MIN); }

 private:
  int64_t ticks_;
  bool all_;
  std::vector<int64_t> until_;
};

class AverageState final : public RuleState {
 public:
  AverageState(const Rule& rule, const Labels& labels, int64_t ticks_per_second)
      : judged_(rule, labels),
        recent_(judged_.count(), static_cast<size_t>(rule.results)),
        pause_(rule, judged_.count(), ticks_per_second),
        means_(judged_.count()) {}

  int Decide(int64_t time, const float* scores) override {
    if (recent_.full()) recent_.DropOldest();
    recent_.Add(time, scores);
    size_t top = 0;
    for (size_t label = 0; label < means_.size(); ++label) {
      means_[label] = recent_.Total<float>(label) / static_cast<float>(recent_.count());
      if (means_[label] > means_[top]) top = label;
    }
    if (!judged_.keyword[top] || double{means_[top]} < judged_.thresholds[top] ||
        !pause_.IsOver(top, time)) {
      return -1;
    }
    pause_.Begin(top, time);
    return static_cast<int>(top);
  }

  double Score(int label) const override { return double{means_[static_cast<size_t>(label)]}; }

  void Reset() override {
    recent_.Clear();
    pause_.Clear();
    std::fill(means_.begin(), means_.end(), 0.0f);
  }

  uint64_t bytes() const override { return recent_.bytes(); }

 private:
  Judged judged_;
  RecentScores recent_;
  Pause pause_;
  std::vector<float> means_;  // in single precision, as published figures were made
};

class MicroState final : public RuleState {
 public:
  MicroState(const Rule& rule, const Labels& labels, int64_t ticks_per_second)
      : judged_(rule, labels),
        recent_(judged_.count(), static_cast<size_t>(rule.results)),
        pause_(rule, judged_.count(), ticks_per_second),
        means_(judged_.count()) {}

  int Decide(int64_t time, const float* scores) override {
    if (recent_.full()) recent_.DropOldest();
    recent_.Add(time, scores);
    int found = -1;
    for (size_t label = 0; label < means_.size(); ++label) {
      means_[label] = recent_.Total<double>(label) / static_cast<double>(recent_.count());
      if (judged_.keyword[label] && means_[label] > judged_.thresholds[label] &&
          pause_.IsOver(label, time) &&
          (found < 0 || means_[label] > means_[static_cast<size_t>(found)])) {
        found = static_cast<int>(label);
      }
    }
    if (found < 0 || !recent_.full()) return -1;
    pause_.Begin(static_cast<size_t>(found), time);
    return found;
  }

  double Score(int label) const override { return means_[static_cast<size_t>(label)]; }

  void Reset() override {
    recent_.Clear();
    pause_.Clear();
    std::fill(means_.begin(), means_.end(), 0.0);
  }

  uint64_t bytes() const override { return recent_.bytes(); }

 private:
  Judged judged_;
  RecentScores recent_;
  Pause pause_;
  std::vector<double> means_;
};

class StreakState final : public RuleState {
 public:
  StreakState(const Rule& rule, const Labels& labels, int64_t ticks_per_second)
      : results_(rule.results),
        judged_(rule, labels),
        pause_(rule, judged_.count(), ticks_per_second),
        latest_(judged_.count()),
        streaks_(judged_.count()) {}

  int Decide(int64_t time, const float* scores) override {
    std::copy(scores, scores + latest_.size(), latest_.begin());
    int found = -1;
    for (size_t label = 0; label < latest_.size(); ++label) {
      const bool reached =
          judged_.keyword[label] && double{latest_[label]} >= judged_.thresholds[label];
      streaks_[label] = reached ? std::min(results_, streaks_[label] + 1) : 0;
      if (streaks_[label] == results_ && pause_.IsOver(label, time) &&
          (found < 0 || latest_[label] > latest_[static_cast<size_t>(found)])) {
        found = static_cast<int>(label);
      }
    }
    if (found >= 0) {
      streaks_[static_cast<size_t>(found)] = 0;
      pause_.Begin(static_cast<size_t>(found), time);
    }
    return found;
  }

  double Score(int label) const override { return double{latest_[static_cast<size_t>(label)]}; }

  void Reset() override {
    pause_.Clear();
    std::fill(latest_.begin(), latest_.end(), 0.0f);
    std::fill(streaks_.begin(), streaks_.end(), 0);
  }

 private:
  int results_;
  Judged judged_;
  Pause pause_;
  std::vector<float> latest_;
  std::vector<int> streaks_;
};

// TensorFlow's RecognizeCommands.
class TensorFlowState final : public RuleState {
 public:
  TensorFlowState(const Rule& rule, const Labels& labels, int64_t ticks_per_second, int64_t spacing)
      : window_(Ticks(rule.window_ms, ticks_per_second)),
        suppression_(Ticks(rule.suppression_ms, ticks_per_second)),
        minimum_count_(static_cast<size_t>(rule.minimum_count)),
        judged_(rule, labels),
        recent_(judged_.count(), static_cast<size_t>(window_ / spacing + 2)),
        means_(judged_.count()),
        last_(judged_.silence) {}

  int Decide(int64_t time, const float* scores) override {
    recent_.Add(time, scores);
    while (recent_.oldest() < time - window_) recent_.DropOldest();
    size_t top = 0;
    for (size_t label = 0; label < means_.size(); ++label) {
      means_[label] = recent_.Total<double>(label) / static_cast<double>(recent_.count());
      if (means_[label] > means_[top]) top = label;
    }
    const bool enough =
        recent_.count() >= minimum_count_ && 4 * (time - recent_.oldest()) >= window_;
    if (!enough || !IsNew(static_cast<int>(top), time)) return -1;
    last_ = static_cast<int>(top);
    last_time_ = time;
    detected_ = true;
    return last_;
  }

  double Score(int label) const override { return means_[static_cast<size_t>(label)]; }

  void Reset() override {
    recent_.Clear();
    std::fill(means_.begin(), means_.end(), 0.0);
    last_ = judged_.silence;
    detected_ = false;
  }

  uint64_t bytes() const override { return recent_.bytes(); }

 private:
  bool IsNew(int top, int64_t time) const {
    const bool suppressed =
        detected_ && last_ != judged_.silence && time - last_time_ <= suppression_;
    const auto at = static_cast<size_t>(top);
    return means_[at] > judged_.thresholds[at] && top != last_ && !suppressed;
  }

  int64_t window_;
  int64_t suppression_;
  size_t minimum_count_;
  Judged judged_;
  RecentScores recent_;
  std::vector<double> means_;
  int last_;
  int64_t last_time_ = 0;
  bool detected_ = false;
};

}  // namespace

std::unique_ptr<RuleState> NewDetector(const Rule& rule, const Labels& labels,
                                       int64_t ticks_per_second, int64_t spacing) {
  switch (rule.kind) {
    case RuleKind::kTensorFlow:
      return std::make_unique<TensorFlowState>(rule, labels, ticks_per_second, spacing);
    case RuleKind::kStreak:
      return std::make_unique<StreakState>(rule, labels, ticks_per_second);
    case RuleKind::kMicro:
      return std::make_unique<MicroState>(rule, labels, ticks_per_second);
    case RuleKind::kAverage:
      break;
  }
  return std::make_unique<AverageState>(rule, labels, ticks_per_second);
}

}  // namespace kws
