# The rules of tools/prose: reads one page (.md) or one source, in any POSIX awk, by bytes.

BEGIN {
  max_words = 30
  max_columns = 100
  # turn, what to consider; in lower case between single blanks
  rule(" that many ", "state the number")
  rule(" so (long|many|much) ", "state the number")
  rule(" of it ", "name the thing")
  rule(" (is|are|was|were|be) (told|said|asked|heard|held against) ", "use the active voice")
  rule(" (tells?|says?|said|hears?|knows?|asks?|wants?) ", "programs do not speak")
  few = "( [a-z0-9'-]+)?( [a-z0-9'-]+)?( [a-z0-9'-]+)?( [a-z0-9'-]+)?"
  rule(" what" few " (it|they|he) ", "use a noun for 'what … it'")
  rule(" (goes|go|went) on ", "continue")
  rule(" (who|whoever) [a-z]+s ", "address the reader as 'you'")
  rule(" (none|nothing) (is|are) ", "subject first")
  rule(" one's own ", "user-defined")
  # "a row a node"; "clips a second" is English
  rule(" (lines?|rows?|name|pages?|entry|entries|records?|events?|sections?|columns?|folders?|files?|once" \
    "|operations|elements|weights|bytes|words?|ones?|figures?|steps|[0-9]+) an?" \
    " (line|row|node|subject|epoch|clip|word|class|step|frame|element|core|task|thread|op|case|iteration|pixel" \
    "|batch|layer|byte|sample|run|label|column|file|folder|page|transform|inference) ", \
    "distributive 'a': write 'per'")
  british = " ([a-z]*(colour|neighbour|behaviour|favour|honour)[a-z]*|[a-z]+[a-z](ise|ised|ises|ising|isation)" \
    "|[a-z]*(labell|cancell|modell)[a-z]+|centre|grey|learnt) "
  american = " ([a-z]*wise|noises|noise|raise|raised|raises|rise|rises|precise|concise|exercise|advise|wise|raising" \
    "|promise|promised|promises|revise|revised|supervised|cancellation|comprise|comprised|surprise) "
}

function rule(turn, advice) {
  turns[++rules] = turn
  advices[rules] = advice
}

function say(line, name, sentence) {
  gsub(/ +/, " ", sentence)
  if (length(sentence) > 160) {
    sentence = substr(sentence, 1, 160)
    sub(/ [^ ]*$/, " ...", sentence) # a whole word, so a whole character
  }
  print FILENAME ":" line ": " name ": " sentence
}

# The sentence as the rules read it: lower case, one blank around every word, code as the word "code".
function plain(sentence) {
  gsub(/`[^`]*`/, " code ", sentence)
  gsub(/\]\([^)]*\)/, " ", sentence)
  sentence = tolower(sentence)
  gsub(/[^a-z0-9.;:'%-]+/, " ", sentence)
  gsub(/[.;:]/, " &", sentence)
  gsub(/ +/, " ", sentence)
  return " " sentence " "
}

function judge(line, sentence,   text, words, count, i, n, word) {
  text = plain(sentence)
  n = split(text, words, " ")
  for (i = 1; i <= n; i++) count += words[i] ~ /[a-z]/
  if (count > max_words) say(line, count " words", sentence)
  for (i = 1; i <= rules; i++) if (text ~ turns[i]) say(line, advices[i], sentence)
  for (i = 1; i <= n; i++) {
    word = " " words[i] " "
    if (word ~ british && word !~ american) say(line, "US spelling of '" words[i] "'", sentence)
  }
}

# Splits a paragraph, table cell or message into sentences.
function judge_all(line, text,   end) {
  while (match(text, /[.?!]["')*]*[ ]/)) {
    end = RSTART + RLENGTH
    judge(line, substr(text, 1, end - 2))
    text = substr(text, end)
  }
  if (text ~ /[a-zA-Z]/) judge(line, text)
}

# ------------------------------------------------------------------------------------------ pages

function flush_paragraph() {
  if (paragraph != "") judge_all(start, paragraph)
  paragraph = ""
}

function page_line(line,   shown, cells, i, n, text) {
  shown = line
  gsub(/[\200-\277]/, "", shown) # what follows the first byte of a character
  if (length(shown) > max_columns && line !~ /^\|/ && line !~ /:\/\// && !listed)
    say(FNR, length(shown) " columns", line)
  listed = listed && line ~ /^    / || line ~ /^    module .*←/
  if (line ~ /^ *```/) {
    flush_paragraph()
    fenced = !fenced
  } else if (fenced || line ~ /^#/) {
    flush_paragraph()
    item = 0
  } else if (line ~ /^\|/) {
    flush_paragraph()
    n = split(line, cells, "|")
    # a list of modules is no sentence
    for (i = 1; i <= n; i++) if (cells[i] !~ /^ base( [a-z]+)+ $/) judge_all(FNR, cells[i])
  } else if (line ~ /^ *$/) {
    flush_paragraph()
    blank = 1
  } else if (blank && !item && line ~ /^    /) {
    # code; further lines of it follow without a blank line
    code = 1
  } else if (!(code && line ~ /^    /)) {
    code = 0
    if (line !~ /^ /) item = 0
    text = line
    if (line ~ /^ *(-|[0-9]+\.) /) {
      flush_paragraph()
      item = 1
      sub(/^ *(-|[0-9]+\.) /, "", text)
    }
    if (paragraph == "") start = FNR
    sub(/^ +/, "", text)
    paragraph = paragraph (paragraph == "" ? "" : " ") text
  }
  if (line !~ /^ *$/) blank = 0
}

# --------------------------------------------------------------------------------------- sources

# The text of the string expression at `from`: its literals, and "x" for every other part. Sets `end`.
function message(from,   depth, quoted, c, text, value) {
  for (end = from; end <= length(source); end++) {
    c = substr(source, end, 1)
    if (quoted && c == "\\") {
      c = substr(source, ++end, 1)
      text = text (c == "n" ? " " : c)
    } else if (quoted && c == "\"") {
      quoted = 0
    } else if (quoted) {
      text = text c
    } else if (c == "\"") {
      quoted = 1
      if (value) text = text "x"
      value = 0
    } else if (c == "'" && match(substr(source, end, 5), /^'(\\.|[^\\])'/)) {
      end += RLENGTH - 1
      value = 1
    } else if (c == ")" && --depth < 0 || (c == "," || c == ";") && depth <= 0) {
      return text
    } else if (c == "(") {
      depth++
    } else if (c ~ /[a-zA-Z0-9]/) {
      value = 1
    }
  }
  return text
}

# Every string expression that has a sentence's look: two words of lower case.
function judge_source(   at, line, skipped, text) {
  at = 1
  line = 1
  while (match(substr(source, at), /"|'\\?"'/)) {
    skipped = substr(source, at, RSTART)
    line += gsub(/\n/, "", skipped)
    at += RSTART - 1
    if (substr(source, at, 1) == "'") {
      at += RLENGTH
    } else if (substr(source, at, 3) == "\"\"\"") {
      # a text block is a format or a test's file
      skipped = substr(source, at, 3 + index(substr(source, at + 3), "\"\"\"") + 2)
      at += length(skipped)
      line += gsub(/\n/, "", skipped)
    } else {
      text = message(at)
      if (text ~ /[a-z] [a-z]/) judge_all(line, text)
      skipped = substr(source, at, end - at)
      line += gsub(/\n/, "", skipped)
      at = end
    }
  }
}

# The first sentence of a Javadoc comment stands alone in indexes: a noun phrase or a third-person verb.
function judge_summary(   text, words, n, i, count) {
  text = summary
  summary = ""
  gsub(/\{@[a-z]+ /, "", text)
  gsub(/[{}]/, "", text)
  sub(/^ +/, "", text)
  sub(/<p>.*|<pre>.*/, "", text)
  sub(/ *@(param|return|throws|see) .*/, "", text)
  if (match(text, /[.!?]( |$)/)) text = substr(text, 1, RSTART)
  if (text ~ /^(What|How|Whether|Where|That|Who|When|Why|Which) /)
    say(summary_line, "Javadoc: begin with a noun phrase or a verb", text)
  n = split(plain(text), words, " ")
  for (i = 1; i <= n; i++) count += words[i] ~ /[a-z]/
  if (count > max_words) say(summary_line, "Javadoc: " count " words", text)
}

function summarize(text) {
  sub(/^ *\/?\*+/, "", text)
  summary = summary " " text
}

FILENAME ~ /\.(java|cc|h|c)$/ {
  # keeps a comment's line ends, so that lines are counted right
  line = $0
  if (FILENAME ~ /\.java$/) {
    if (line ~ /^ *\/\*\*/) {
      summary_line = FNR
      javadoc = 1
    }
    if (javadoc) {
      comment = line
      javadoc = comment !~ /\*\//
      sub(/\*\/.*/, "", comment)
      summarize(comment)
      if (!javadoc) judge_summary()
    }
  }
  if (commented) {
    if (match(line, /\*\//)) {
      line = substr(line, RSTART + 2)
      commented = 0
    } else {
      line = ""
    }
  }
  if (line ~ /^[ ]*\/\*/ && line !~ /\*\//) {
    commented = 1
    line = ""
  }
  sub(/^[ ]*\/\/.*/, "", line)
  source = source line "\n"
  next
}

{ page_line($0) }

END {
  flush_paragraph()
  if (source != "") judge_source()
}
