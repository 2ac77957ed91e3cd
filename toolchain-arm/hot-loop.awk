# Of a disassembled function: the innermost loop with the most fused multiply-adds, without its closing branch.
/^ *[0-9a-f]+:\t/ { split($1, place, ":"); text[n] = $0; at[place[1]] = n; n++ }
END {
  for (i = 0; i < n; i++) {
    if (text[i] !~ /\t(b\.?[a-z][a-z]|cbn?z|tbn?z|b)(\.n|\.w)?\t/) continue
    words = split(text[i], word, /[ \t,]+/)
    start = -1
    for (j = 3; j <= words; j++) if (start < 0 && (word[j] in at) && word[j] !~ ":") start = at[word[j]]
    if (start < 0 || start >= i) continue
    loops++; first[loops] = start; last[loops] = i
  }
  for (l = 1; l <= loops; l++) {
    inner = 1
    for (o = 1; o <= loops; o++) if (o != l && first[o] >= first[l] && last[o] <= last[l] && last[o] - first[o] < last[l] - first[l]) inner = 0
    if (!inner) continue
    fmas = 0
    for (j = first[l]; j <= last[l]; j++) if (text[j] ~ /\t(fmla|vfma\.f32)\t/) fmas++
    if (fmas > best) { best = fmas; chosen = l }
  }
  for (j = first[chosen]; j < last[chosen]; j++) {
    line = text[j]
    sub(/^ *[0-9a-f]+:\t/, "", line); sub(/ *<.*/, "", line); sub(/ *(\/\/|;|@).*/, "", line)
    if (line !~ /^b\.?[a-z]*\t/) print line
  }
}
