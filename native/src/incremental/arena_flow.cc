#include "incremental/arena_flow.h"

#include <algorithm>

namespace kws {

ArenaSpan SpanOf(const OperandExtent& operand, const RowShape& rows, int64_t trips) {
  const auto begin = static_cast<int64_t>(operand.offset);
  const auto end = begin + static_cast<int64_t>(operand.bytes);
  const int64_t moved = trips > 1 ? (trips - 1) * operand.loop_stride : 0;
  if (moved != 0) return {begin + std::min<int64_t>(moved, 0), end + std::max<int64_t>(moved, 0)};
  if (rows.stride <= rows.width || rows.width == 0) return {begin, end};
  return {begin, end, rows.width, rows.stride};
}

// Columns beside those that a tensor of the same pitch has already.
bool ArenaFlow::Join(int writer, const ArenaSpan& span, ArenaTensor* tensor) {
  if (span.pitch == 0 || span.pitch != tensor->span.pitch) return false;
  const int64_t apart = span.begin - tensor->span.begin;
  const int64_t begin = std::min<int64_t>(apart, 0);
  const int64_t last = std::max(tensor->columns.back().second, apart + span.width);
  const auto rows = [](const ArenaSpan& s) { return (s.end - s.begin - s.width) / s.pitch; };
  if (last - begin > span.pitch || rows(span) != rows(tensor->span)) return false;
  for (const auto& column : tensor->columns) {
    if (apart < column.second && column.first < apart + span.width) return false;
  }
  auto columns = tensor->columns;
  columns.emplace_back(apart, apart + span.width);
  std::sort(columns.begin(), columns.end());
  tensor->columns.clear();
  for (const auto& column : columns) {
    const int64_t first = column.first - begin, end = column.second - begin;
    if (!tensor->columns.empty() && tensor->columns.back().second == first) {
      tensor->columns.back().second = end;
    } else {
      tensor->columns.emplace_back(first, end);
    }
  }
  // The span goes from the first column of the first row to the last column of the last row.
  const ArenaSpan old = tensor->span;
  tensor->span.begin = std::min(old.begin, span.begin);
  tensor->span.end = std::max(old.end, span.end);
  tensor->span.width = tensor->columns.back().second;
  tensor->writers.push_back(writer);
  return true;
}

int ArenaFlow::Write(int writer, const ArenaSpan& span, bool certain) {
  events_.push_back({writer, span, certain});
  int joined = -1;
  for (size_t i = 0; i < live_.size();) {
    ArenaTensor& tensor = tensors_[static_cast<size_t>(live_[i])];
    if (tensor.span.Touches(span)) {
      if (joined >= 0 || !Join(writer, span, &tensor)) {
        live_.erase(live_.begin() + static_cast<int64_t>(i));
        continue;
      }
      joined = live_[i];
    }
    ++i;
  }
  if (joined >= 0) return joined;
  ArenaTensor made;
  made.span = span;
  made.writers = {writer};
  made.columns = {{0, span.pitch == 0 ? span.end - span.begin : span.width}};
  tensors_.push_back(std::move(made));
  live_.push_back(count() - 1);
  return count() - 1;
}

std::vector<int> ArenaFlow::Writers(const ArenaSpan& span) const {
  std::vector<int> writers;
  std::vector<ArenaSpan> open = {{span.begin, span.end}};
  for (auto event = events_.rbegin(); event != events_.rend() && !open.empty(); ++event) {
    const auto touches = [&](const ArenaSpan& part) { return part.Touches(event->span); };
    if (std::none_of(open.begin(), open.end(), touches)) continue;
    writers.push_back(event->writer);
    if (!event->certain || event->span.pitch != 0) continue;
    std::vector<ArenaSpan> left;
    for (const ArenaSpan& part : open) {
      const int64_t before = std::min(part.end, event->span.begin);
      const int64_t after = std::max(part.begin, event->span.end);
      if (part.begin < before) left.push_back({part.begin, before});
      if (after < part.end) left.push_back({after, part.end});
    }
    open = std::move(left);
  }
  return writers;
}

int ArenaFlow::Find(const ArenaSpan& span) const {
  for (const int index : live_) {
    const ArenaTensor& tensor = tensors_[static_cast<size_t>(index)];
    if (span.begin < tensor.span.begin || span.end > tensor.span.end) continue;
    const bool full = tensor.span.pitch == 0 ||
                      (tensor.columns.size() == 1 &&
                       tensor.columns[0].second - tensor.columns[0].first == tensor.span.pitch);
    if (full) return index;
    if (span.pitch != tensor.span.pitch) continue;
    const int64_t column = (span.begin - tensor.span.begin) % span.pitch;
    for (const auto& have : tensor.columns) {
      if (column >= have.first && column + span.width <= have.second) return index;
    }
  }
  return -1;
}

}  // namespace kws
