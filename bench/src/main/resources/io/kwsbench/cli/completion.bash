# _kwsbench_paths file|directory PREFIX BEGINNING
_kwsbench_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -A "$1" -P "$2" -- "$3")
}

# _kwsbench_words WORDS PREFIX BEGINNING [SUFFIX]
_kwsbench_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -P "$2" -S "${4-}" -- "$3")
}

# _kwsbench_offer VALUE PREFIX BEGINNING: what a value of _kwsbench_value begins with
_kwsbench_offer() {
  case $1 in
    switch) _kwsbench_words 'true false' "$2" "$3" ;;
    word\ *) _kwsbench_words "${1#* }" "$2" "$3" ;;
    words\ *)
      local listed=
      [[ $3 != *,* ]] || listed=${3%,*},
      _kwsbench_words "${1#* }" "$2$listed" "${3##*,}"
      ;;
    word_and_file\ *)
      if [[ $3 == *=* ]]; then
        _kwsbench_paths file "$2${3%%=*}=" "${3#*=}"
      else
        compopt -o nospace 2>/dev/null
        _kwsbench_words "${1#* }" "$2" "$3" =
      fi
      ;;
    file) _kwsbench_paths file "$2" "$3" ;;
    folder) _kwsbench_paths directory "$2" "$3" ;;
    file_behind_at) [[ $3 != @* ]] || _kwsbench_paths file "$2@" "${3#@}" ;;
  esac
}

# what stands in the place of a command or of an argument: _kwsbench_argument COMMAND BEGINNING
_kwsbench_argument() {
  if [[ $COMP_CWORD == 1 || $1 == help ]]; then
    _kwsbench_words "$_kwsbench_commands" '' "$2"
  else
    _kwsbench_offer "$(_kwsbench_value "$1" '')" '' "$2"
  fi
}

_kwsbench() {
  local word=${COMP_WORDS[COMP_CWORD]} last=$((COMP_CWORD - 1)) command=FIRST joint='' flag value
  COMPREPLY=()
  if [[ $COMP_CWORD -gt 1 && ${COMP_WORDS[1]} != -* ]]; then command=${COMP_WORDS[1]}; fi
  if [[ $word == [=@] ]]; then
    joint=$word word=''
  elif [[ ${COMP_WORDS[last]} == [=@] ]]; then
    joint=${COMP_WORDS[last]} last=$((last - 1))
  fi
  flag=${COMP_WORDS[last]}
  if [[ $joint == @ || $joint == = && $flag != -* ]]; then
    _kwsbench_paths file '' "$word"
  elif [[ $word == --*=* ]]; then
    flag=${word%%=*}
    _kwsbench_offer "$(_kwsbench_value "$command" "$flag")" "$flag=" "${word#*=}"
  else
    value=$([[ $flag != -* ]] || _kwsbench_value "$command" "$flag")
    if [[ -n $value && ( $value != switch || $joint == = ) ]]; then
      _kwsbench_offer "$value" '' "$word"
    elif [[ $word == -* ]]; then
      _kwsbench_words "$(_kwsbench_flags "$command")" '' "$word"
    else
      _kwsbench_argument "$command" "$word"
    fi
  fi
}

complete -F _kwsbench kwsbench
