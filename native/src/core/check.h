// Overflow-safe checks with which a kernel proves that a step stays inside its operands.
#ifndef KWS_CORE_CHECK_H_
#define KWS_CORE_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "kwsbench.h"

namespace kws {

// Saturating arithmetic: a result that does not fit is INT64_MAX (or INT64_MIN), which no operand
// can hold.
int64_t SatMul(int64_t a, int64_t b);
int64_t SatAdd(int64_t a, int64_t b);
int64_t SatProduct(std::initializer_list<int64_t> factors);

// n rounded up to a multiple of `multiple`; n is a checked int32.
constexpr int64_t RoundUp(int64_t n, int64_t multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

// Elements spanned by `count` rows of `width`, `stride` apart (0: dense); count and width are
// positive.
int64_t StridedExtent(int64_t count, int64_t stride, int64_t width);

struct OperandExtent {
  uint32_t space = KWS_SPACE_NONE;
  uint64_t bytes = 0;
  uint64_t offset = 0;
  int64_t loop_stride = 0;
  uint32_t encoding = KWS_PLAIN;      // kws_encoding
  const uint8_t* constant = nullptr;  // where it lies, of encoded constants
};

// How an operand's rows lie, in bytes; zeros where a kernel does not tell.
struct RowShape {
  int64_t width = 0, stride = 0;
};

// Checks of one step. Each returns false after recording what is wrong; the first message is kept.
class StepCheck {
 public:
  StepCheck(const OperandExtent* operands, int count) : operands_(operands), count_(count) {}

  bool Fail(const char* format, ...) __attribute__((format(printf, 2, 3)));
  bool Range(const char* what, int64_t value, int64_t low, int64_t high);
  bool Positive(const char* what, int64_t value) { return Range(what, value, 1, INT32_MAX); }
  // 0 (dense) or at least the width.
  bool Stride(const char* what, int64_t stride, int64_t width);

  bool Present(int operand) const {
    return operand < count_ && operands_[operand].space != KWS_SPACE_NONE;
  }
  // The operand is there and holds that many elements, properly aligned.
  bool Needs(int operand, int64_t elements, int64_t element_bytes);
  // The same if it is there.
  bool MayHave(int operand, int64_t elements, int64_t element_bytes);
  // Element offsets low .. high (inclusive) are inside.
  bool NeedsSpan(int operand, int64_t low, int64_t high, int64_t element_bytes);

  bool Window(const kws_window& window);
  // Elements of a window's input and output, for `channels` at a pixel stride (0: dense).
  bool WindowInput(int operand, const kws_window& window, int64_t channels, int64_t stride,
                   int64_t element_bytes = 4);
  bool WindowOutput(int operand, const kws_window& window, int64_t channels, int64_t stride,
                    int64_t element_bytes = 4);
  bool Epilogue(const kws_epilogue& epilogue);
  // The encoding of an operand that the kernel reads in any; of the others it must be KWS_PLAIN.
  uint32_t TakeEncoding(int operand);
  const void* Constant(int operand) const { return operands_[operand].constant; }
  // No operand has an encoding that the kernel does not read. To be called when all else is
  // checked.
  bool NoOtherEncodings();
  // What TakeEncoding found, or KWS_PLAIN.
  uint32_t encoding() const { return encoding_; }
  // The operand is rows of `width`, `stride` apart (0: dense): what lies between is not its.
  bool Rows(int operand, int64_t width, int64_t stride, int64_t element_bytes = 4);
  // The output may be the same memory as the input, byte for byte.
  bool MayBeInPlace(int output, int input);
  // No output (operands 0 .. outputs-1) shares memory with another operand, in any of the `trips`
  // iterations of the step's loop, but where the above allow it. To be called when all else is
  // checked.
  bool NoOverlaps(int outputs, int64_t trips);
  bool UnaryOp(int64_t op);
  // Size of a plain element; 0 (and a failure) if the type is unknown or KWS_BYTES.
  int64_t ElementBytes(int64_t dtype);

  // As the kernel told by Rows.
  const RowShape& RowsOf(int operand) const { return rows_[operand]; }

  bool failed() const { return message_[0] != '\0'; }
  const char* message() const { return message_; }

 private:
  bool Overlap(int output, int other, int64_t trips) const;
  bool Interleave(int output, int other) const;

  const OperandExtent* operands_;
  int count_;
  RowShape rows_[KWS_MAX_OPERANDS];
  uint32_t in_place_[KWS_MAX_OPERANDS] = {};  // of an output: a bit for each input
  int encoded_ = -1;
  uint32_t encoding_ = KWS_PLAIN;
  char message_[200] = {};
};

}  // namespace kws

#endif  // KWS_CORE_CHECK_H_
