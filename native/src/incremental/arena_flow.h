// Who wrote what a step reads: a plan shares its arena among tensors by their lifetimes, and this
// finds the tensors again.
#ifndef KWS_INCREMENTAL_ARENA_FLOW_H_
#define KWS_INCREMENTAL_ARENA_FLOW_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "core/check.h"

namespace kws {

// What a step touches of the arena, in bytes. Rows of `width`, `pitch` apart; a pitch of 0: all of
// it.
struct ArenaSpan {
  int64_t begin = 0;
  int64_t end = 0;
  int64_t width = 0;
  int64_t pitch = 0;

  bool Touches(const ArenaSpan& other) const { return begin < other.end && other.begin < end; }
};

// Of an operand that is in the arena, over all iterations of its loop; `rows` as the kernel checked
// them (StepCheck::RowsOf).
ArenaSpan SpanOf(const OperandExtent& operand, const RowShape& rows, int64_t trips);

// A tensor: written by one step, or its columns by several.
struct ArenaTensor {
  ArenaSpan span;            // its pitch is 0 where one step wrote it densely
  std::vector<int> writers;  // steps; -1 - i: feed i
  std::vector<std::pair<int64_t, int64_t>> columns;  // of rows, sorted; from the span's begin
};

// The tensors that a plan's steps have written so far, in order.
class ArenaFlow {
 public:
  // The tensor that a step writes, or goes on writing. certain: it writes all of the span before
  // anything else reads from it, as the steps of a loop do not.
  int Write(int writer, const ArenaSpan& span, bool certain);
  // The tensor that holds all of a span; -1 if none does.
  int Find(const ArenaSpan& span) const;
  // Those whose bytes may be in a span.
  std::vector<int> Writers(const ArenaSpan& span) const;
  const ArenaTensor& tensor(int index) const { return tensors_[static_cast<size_t>(index)]; }
  int count() const { return static_cast<int>(tensors_.size()); }

 private:
  static bool Join(int writer, const ArenaSpan& span, ArenaTensor* tensor);

  struct Event {
    int writer;
    ArenaSpan span;
    bool certain;
  };

  std::vector<ArenaTensor> tensors_;
  std::vector<Event> events_;
  std::vector<int> live_;
};

}  // namespace kws

#endif  // KWS_INCREMENTAL_ARENA_FLOW_H_
