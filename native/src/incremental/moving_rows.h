// Rows in a line that move on: memory for twice as many, and back to its start where that ends.
#ifndef KWS_INCREMENTAL_MOVING_ROWS_H_
#define KWS_INCREMENTAL_MOVING_ROWS_H_

#include <cstdint>

namespace kws {

class MovingRows {
 public:
  // Of the memory that so many rows of so many bytes need.
  static int64_t Bytes(int64_t rows, int64_t pitch) { return 2 * rows * pitch; }

  void Place(uint8_t* memory, int64_t rows, int64_t pitch) {
    memory_ = memory;
    rows_ = rows;
    pitch_ = pitch;
  }
  void Restart() { first_ = 0; }
  // The first `shift` rows give way to as many new ones at the end.
  void Advance(int64_t shift);
  uint8_t* data() const { return memory_ + first_ * pitch_; }

 private:
  uint8_t* memory_ = nullptr;
  int64_t rows_ = 0;
  int64_t pitch_ = 0;
  int64_t first_ = 0;
};

}  // namespace kws

#endif  // KWS_INCREMENTAL_MOVING_ROWS_H_
