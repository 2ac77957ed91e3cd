#include "audio/table_cache.h"

#include <atomic>
#include <mutex>

namespace kws {
namespace {

// A list that only grows: readers follow it without a lock.
template <class Tables>
class TableList {
 public:
  template <class Matches>
  const Tables* Find(const Matches& matches) const {
    for (const Node* node = head_.load(std::memory_order_acquire); node != nullptr; node = node->next) {
      if (matches(node->tables)) return &node->tables;
    }
    return nullptr;
  }

  template <class Matches, class Make>
  void Keep(const Matches& matches, const Make& make) {
    if (Find(matches) != nullptr) return;
    std::lock_guard<std::mutex> lock(mutex_);
    if (count_ == kMostTables || Find(matches) != nullptr) return;
    head_.store(new Node{make(), head_.load(std::memory_order_relaxed)}, std::memory_order_release);
    ++count_;
  }

 private:
  struct Node {
    Tables tables;
    const Node* next;
  };
  std::atomic<const Node*> head_{nullptr};
  std::mutex mutex_;
  int count_ = 0;
};

// Never destroyed: a thread may still run a step while the process ends.
TableList<SpectrumTables>& Spectra() {
  static auto* list = new TableList<SpectrumTables>;
  return *list;
}

TableList<CepstrumTables>& Cepstra() {
  static auto* list = new TableList<CepstrumTables>;
  return *list;
}

auto Matches(const SpectrumSettings& settings) {
  return [&settings](const SpectrumTables& tables) { return tables.settings == settings; };
}

auto Matches(const CepstrumSettings& settings, int32_t bins, double rate) {
  return [&settings, bins, rate](const CepstrumTables& tables) {
    return tables.settings == settings && tables.bins == bins && tables.rate == rate;
  };
}

}  // namespace

void KeepSpectrumTables(const SpectrumSettings& settings) {
  Spectra().Keep(Matches(settings), [&] { return SpectrumTables(settings); });
}

void KeepCepstrumTables(const CepstrumSettings& settings, int32_t bins, double rate) {
  Cepstra().Keep(Matches(settings, bins, rate), [&] { return CepstrumTables(settings, bins, rate); });
}

const SpectrumTables* FindSpectrumTables(const SpectrumSettings& settings) {
  return Spectra().Find(Matches(settings));
}

const CepstrumTables* FindCepstrumTables(const CepstrumSettings& settings, int32_t bins, double rate) {
  return Cepstra().Find(Matches(settings, bins, rate));
}

}  // namespace kws
