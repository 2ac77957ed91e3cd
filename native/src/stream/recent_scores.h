// The last results in the order in which they came, as many as there is room for.
#ifndef KWS_STREAM_RECENT_SCORES_H_
#define KWS_STREAM_RECENT_SCORES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kws {

class RecentScores {
 public:
  RecentScores(size_t labels, size_t room)
      : labels_(labels), scores_(labels * room), times_(room) {}

  bool full() const { return count_ == times_.size(); }
  size_t count() const { return count_; }
  int64_t oldest() const { return times_[first_]; }

  void Add(int64_t time, const float* scores) {
    const size_t at = (first_ + count_++) % times_.size();
    times_[at] = time;
    std::copy(scores, scores + labels_, scores_.begin() + static_cast<ptrdiff_t>(at * labels_));
  }

  void DropOldest() {
    first_ = (first_ + 1) % times_.size();
    --count_;
  }

  // The sum of a label's scores in the order in which they came, in the type Sum.
  template <class Sum>
  Sum Total(size_t label) const {
    Sum sum = 0;
    for (size_t i = 0; i < count_; ++i)
      sum += scores_[(first_ + i) % times_.size() * labels_ + label];
    return sum;
  }

  void Clear() { first_ = count_ = 0; }
  uint64_t bytes() const {
    return scores_.size() * sizeof(float) + times_.size() * sizeof(int64_t);
  }

 private:
  size_t labels_;
  std::vector<float> scores_;
  std::vector<int64_t> times_;
  size_t first_ = 0;
  size_t count_ = 0;
};

}  // namespace kws

#endif  // KWS_STREAM_RECENT_SCORES_H_
