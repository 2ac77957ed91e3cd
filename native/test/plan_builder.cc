#include "plan_builder.h"

#include "core/plan.h"

namespace kws {
namespace {

uint64_t Aligned(uint64_t n, uint64_t to) { return (n + to - 1) / to * to; }

template <class T>
SectionRecord Append(std::vector<uint8_t>& file, const T* data, size_t count, uint64_t alignment) {
  file.resize(Aligned(file.size(), alignment));
  const SectionRecord section = {file.size(), count * sizeof(T)};
  file.resize(file.size() + section.bytes);
  if (count > 0) memcpy(file.data() + section.offset, data, section.bytes);
  return section;
}

}  // namespace

OperandRecord PlanBuilder::Arena(uint64_t bytes) {
  const uint64_t offset = arena_bytes;
  arena_bytes += Aligned(bytes, KWS_ALIGNMENT);
  return {KWS_SPACE_ARENA, 0, offset, bytes, 0};
}

OperandRecord PlanBuilder::Constant(const std::vector<float>& values) {
  const SectionRecord at = Append(constants_, values.data(), values.size(), KWS_ALIGNMENT);
  return {KWS_SPACE_CONST, 0, at.offset, at.bytes, 0};
}

OperandRecord PlanBuilder::Encoded(const std::vector<uint8_t>& bytes, kws_encoding encoding) {
  const SectionRecord at = Append(constants_, bytes.data(), bytes.size(), KWS_ALIGNMENT);
  return {KWS_SPACE_CONST, static_cast<uint32_t>(encoding), at.offset, at.bytes, 0};
}

uint32_t PlanBuilder::String(const std::string& text) {
  const auto offset = static_cast<uint32_t>(strings_.size());
  strings_ += text;
  strings_ += '\0';
  return offset;
}

void PlanBuilder::AddStep(kws_kernel kernel, const void* params, size_t bytes,
                          const std::vector<OperandRecord>& step_operands,
                          const std::string& name) {
  steps.push_back({static_cast<uint32_t>(kernel), static_cast<uint32_t>(operands.size()),
                   static_cast<uint32_t>(step_operands.size()),
                   static_cast<uint32_t>(params_.size()), static_cast<uint32_t>(bytes),
                   String(name), 0, 0});
  operands.insert(operands.end(), step_operands.begin(), step_operands.end());
  const auto* from = static_cast<const uint8_t*>(params);
  params_.insert(params_.end(), from, from + bytes);
}

void PlanBuilder::Tensor(const std::string& name, bool feed, kws_dtype dtype,
                         const std::vector<int64_t>& dims, const OperandRecord& at) {
  TensorRecord record = {String(name),
                         feed,
                         static_cast<uint32_t>(dtype),
                         static_cast<uint32_t>(dims.size()),
                         at.offset,
                         at.bytes,
                         0,
                         {}};
  for (size_t i = 0; i < dims.size(); ++i) record.dims[i] = dims[i];
  tensors.push_back(record);
}

void PlanBuilder::Metadata(const std::string& name, const std::vector<std::string>& texts) {
  metadata_.push_back(String(name));
  metadata_.push_back(static_cast<uint32_t>(texts.size()));
  for (const std::string& text : texts) metadata_.push_back(String(text));
}

std::vector<uint8_t> PlanBuilder::Finish() const {
  std::vector<uint8_t> file(sizeof(HeaderRecord));
  HeaderRecord header = {
      KWS_PLAN_MAGIC, KWS_PLAN_VERSION, 0, 0, arena_bytes, {}, {}, {}, {}, {}, {}};
  header.steps = Append(file, steps.data(), steps.size(), 8);
  header.operands = Append(file, operands.data(), operands.size(), 8);
  header.params = Append(file, params_.data(), params_.size(), 8);
  header.strings = Append(file, strings_.data(), strings_.size(), 8);
  header.tensors = Append(file, tensors.data(), tensors.size(), 8);
  header.constants = Append(file, constants_.data(), constants_.size(), KWS_ALIGNMENT);
  file.resize(Aligned(file.size() + KWS_SLACK_BYTES, 64));
  if (!metadata_.empty()) {
    const SectionRecord records = Append(file, metadata_.data(), metadata_.size(), 64);
    file.resize(Aligned(file.size(), 64));
    file.insert(file.end(), {'K', 'W', 'S', 'M', 'E', 'T', 'A', '1'});
    Append(file, &records, 1, 8);
    file.resize(Aligned(file.size(), 64));
  }
  header.file_bytes = file.size();
  memcpy(file.data(), &header, sizeof(header));
  SealPlan(file);
  return file;
}

void SealPlan(std::vector<uint8_t>& file) {
  const uint64_t checksum = PlanChecksum(file.data(), file.size());
  memcpy(file.data() + offsetof(HeaderRecord, checksum), &checksum, sizeof(checksum));
}

}  // namespace kws
