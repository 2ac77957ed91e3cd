// The plan file's records as they lie in it (docs/reference/plan-format.md); the compiler's, in
// Java, are tested against them. All hosts are little-endian.
#ifndef KWS_CORE_PLAN_RECORDS_H_
#define KWS_CORE_PLAN_RECORDS_H_

#include <cstdint>

#include "kwsbench.h"

namespace kws {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "plans are mapped as they are");

struct SectionRecord {
  uint64_t offset;
  uint64_t bytes;
};

struct HeaderRecord {
  uint32_t magic;
  uint32_t version;
  uint64_t file_bytes;
  uint64_t checksum;
  uint64_t arena_bytes;
  SectionRecord steps;
  SectionRecord operands;
  SectionRecord params;
  SectionRecord strings;
  SectionRecord tensors;
  SectionRecord constants;
};
static_assert(sizeof(HeaderRecord) == 128);

struct StepRecord {
  uint32_t kernel;  // kws_kernel
  uint32_t first_operand;
  uint32_t operand_count;
  uint32_t params_offset;
  uint32_t params_bytes;
  uint32_t name;
  uint32_t nodes;
  uint32_t flags;
};
static_assert(sizeof(StepRecord) == 32);

struct OperandRecord {
  uint32_t space;     // kws_space
  uint32_t encoding;  // kws_encoding
  uint64_t offset;
  uint64_t bytes;
  int64_t loop_stride;
};
static_assert(sizeof(OperandRecord) == 32);

struct TensorRecord {
  uint32_t name;
  uint32_t feed;
  uint32_t dtype;  // kws_dtype
  uint32_t rank;
  uint64_t offset;
  uint64_t bytes;
  uint64_t reserved;
  int64_t dims[KWS_MAX_RANK];
};
static_assert(sizeof(TensorRecord) == 104);

}  // namespace kws

#endif  // KWS_CORE_PLAN_RECORDS_H_
