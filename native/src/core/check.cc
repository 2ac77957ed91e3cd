#include "core/check.h"

#include <cinttypes>
#include <cstdarg>
#include <cstdio>

namespace kws {

int64_t SatMul(int64_t a, int64_t b) {
  int64_t r;
  if (!__builtin_mul_overflow(a, b, &r)) return r;
  return (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
}

int64_t SatAdd(int64_t a, int64_t b) {
  int64_t r;
  if (!__builtin_add_overflow(a, b, &r)) return r;
  return a > 0 ? INT64_MAX : INT64_MIN;
}

int64_t SatProduct(std::initializer_list<int64_t> factors) {
  int64_t product = 1;
  for (int64_t f : factors) product = SatMul(product, f);
  return product;
}

int64_t StridedExtent(int64_t count, int64_t stride, int64_t width) {
  return SatAdd(SatMul(count - 1, stride == 0 ? width : stride), width);
}

bool StepCheck::Fail(const char* format, ...) {
  if (failed()) return false;
  va_list args;
  va_start(args, format);
  vsnprintf(message_, sizeof(message_), format, args);
  va_end(args);
  return false;
}

bool StepCheck::Range(const char* what, int64_t value, int64_t low, int64_t high) {
  if (value >= low && value <= high) return true;
  return Fail("%s is %" PRId64 ", not in %" PRId64 "..%" PRId64, what, value, low, high);
}

bool StepCheck::Stride(const char* what, int64_t stride, int64_t width) {
  if (stride == 0 || stride >= width) return true;
  return Fail("%s is %" PRId64 ", less than the row's %" PRId64, what, stride, width);
}

bool StepCheck::Needs(int operand, int64_t elements, int64_t element_bytes) {
  return NeedsSpan(operand, 0, elements - 1, element_bytes);
}

bool StepCheck::MayHave(int operand, int64_t elements, int64_t element_bytes) {
  return !Present(operand) || Needs(operand, elements, element_bytes);
}

bool StepCheck::NeedsSpan(int operand, int64_t low, int64_t high, int64_t element_bytes) {
  if (!Present(operand)) return Fail("operand %d is missing", operand);
  const OperandExtent& o = operands_[operand];
  const auto unit = static_cast<uint64_t>(element_bytes);
  if (o.offset % unit != 0 || o.loop_stride % element_bytes != 0) {
    return Fail("operand %d is not aligned to its %" PRId64 "-byte elements", operand,
                element_bytes);
  }
  const int64_t need = SatMul(SatAdd(high, 1), element_bytes);
  if (low < 0 || high < low || static_cast<uint64_t>(need) > o.bytes) {
    return Fail("operand %d has %" PRIu64 " bytes, but elements %" PRId64 "..%" PRId64
                " of %" PRId64 " bytes are used",
                operand, o.bytes, low, high, element_bytes);
  }
  return true;
}

uint32_t StepCheck::TakeEncoding(int operand) {
  encoded_ = operand;
  encoding_ = Present(operand) ? operands_[operand].encoding : uint32_t{KWS_PLAIN};
  return encoding_;
}

bool StepCheck::NoOtherEncodings() {
  for (int i = 0; i < count_; ++i) {
    if (i != encoded_ && operands_[i].encoding != KWS_PLAIN)
      return Fail("operand %d has encoding %u, which the kernel does not read there", i,
                  operands_[i].encoding);
  }
  return true;
}

bool StepCheck::Window(const kws_window& w) {
  // Bounds that keep every product of a coordinate and a stride far inside int64.
  return Positive("batch", w.batch) && Positive("in_h", w.in_h) && Positive("in_w", w.in_w) &&
         Positive("out_h", w.out_h) && Positive("out_w", w.out_w) &&
         Positive("kernel_h", w.kernel_h) && Positive("kernel_w", w.kernel_w) &&
         Positive("stride_h", w.stride_h) && Positive("stride_w", w.stride_w) &&
         Positive("dilation_h", w.dilation_h) && Positive("dilation_w", w.dilation_w) &&
         Range("pad_top", w.pad_top, 0, INT32_MAX) && Range("pad_left", w.pad_left, 0, INT32_MAX);
}

bool StepCheck::WindowInput(int operand, const kws_window& w, int64_t channels, int64_t stride,
                            int64_t element_bytes) {
  return Stride("in_stride", stride, channels) &&
         Needs(operand, StridedExtent(SatProduct({w.batch, w.in_h, w.in_w}), stride, channels),
               element_bytes) &&
         Rows(operand, channels, stride, element_bytes);
}

bool StepCheck::WindowOutput(int operand, const kws_window& w, int64_t channels, int64_t stride,
                             int64_t element_bytes) {
  return Stride("out_stride", stride, channels) &&
         Needs(operand, StridedExtent(SatProduct({w.batch, w.out_h, w.out_w}), stride, channels),
               element_bytes) &&
         Rows(operand, channels, stride, element_bytes);
}

bool StepCheck::Rows(int operand, int64_t width, int64_t stride, int64_t element_bytes) {
  rows_[operand] = {element_bytes * width, element_bytes * (stride == 0 ? width : stride)};
  return true;
}

bool StepCheck::MayBeInPlace(int output, int input) {
  in_place_[output] |= 1u << input;
  return true;
}

bool StepCheck::NoOverlaps(int outputs, int64_t trips) {
  for (int output = 0; output < outputs; ++output) {
    for (int other = output + 1; other < count_; ++other) {
      if (Overlap(output, other, trips))
        return Fail("operand %d overlaps output %d", other, output);
    }
  }
  return true;
}

bool StepCheck::Overlap(int output, int other, int64_t trips) const {
  const OperandExtent &a = operands_[output], &b = operands_[other];
  if (a.space != KWS_SPACE_ARENA || b.space != KWS_SPACE_ARENA || a.bytes == 0 || b.bytes == 0)
    return false;
  // b begins `apart` bytes after a; they touch while -b.bytes < apart < a.bytes. The plan reader
  // saw to it that all of these are below 2^31.
  const int64_t apart = static_cast<int64_t>(b.offset) - static_cast<int64_t>(a.offset);
  const int64_t low = -static_cast<int64_t>(b.bytes), high = static_cast<int64_t>(a.bytes);
  const int64_t step = trips <= 1 ? 0 : b.loop_stride - a.loop_stride;
  if (step != 0) {
    // the first iteration in which they are no longer (or not yet) on the far side
    const int64_t until = step > 0 ? low - apart : apart - high;
    const int64_t pace = step > 0 ? step : -step;
    const int64_t trip = until < 0 ? 0 : until / pace + 1;
    if (trip >= trips) return false;
    const int64_t then = apart + trip * step;
    return then > low && then < high;
  }
  if (apart <= low || apart >= high) return false;
  if (apart == 0 && a.bytes == b.bytes && (in_place_[output] >> other & 1) != 0) return false;
  return !Interleave(output, other);
}

// Rows of one distance, with columns of their own: slices of channels of one tensor.
bool StepCheck::Interleave(int output, int other) const {
  const RowShape &a = rows_[output], &b = rows_[other];
  if (a.stride == 0 || a.stride != b.stride) return false;
  const int64_t apart = static_cast<int64_t>(operands_[other].offset) -
                        static_cast<int64_t>(operands_[output].offset);
  const int64_t column = (apart % a.stride + a.stride) % a.stride;
  return column >= a.width && column + b.width <= a.stride;
}

bool StepCheck::UnaryOp(int64_t op) { return Range("unary op", op, 0, KWS_UNARY_OPS - 1); }

bool StepCheck::Epilogue(const kws_epilogue& epilogue) {
  return Range("activation", epilogue.activation, 0, KWS_UNARY_OPS - 1);
}

int64_t StepCheck::ElementBytes(int64_t dtype) {
  switch (dtype) {
    case KWS_FLOAT32:
    case KWS_INT32:
      return 4;
    case KWS_INT64:
    case KWS_FLOAT64:
      return 8;
    case KWS_BOOL:
    case KWS_UINT8:
    case KWS_INT8:
      return 1;
    case KWS_INT16:
      return 2;
    default:
      Fail("unknown dtype %" PRId64, dtype);
      return 0;
  }
}

}  // namespace kws
