#include "incremental/moving_rows.h"

#include <cstring>

namespace kws {

void MovingRows::Advance(int64_t shift) {
  first_ += shift;
  if ((first_ + rows_) * pitch_ <= Bytes(rows_, pitch_)) return;
  // The rows that stay; they cannot reach where they go, as at least one row has passed.
  const int64_t stay = rows_ - shift;
  if (stay > 0) memmove(memory_, data(), static_cast<size_t>(stay * pitch_));
  first_ = 0;
}

}  // namespace kws
