# Completion of followup for bash. Made from its commands by shtab (https://github.com/tqdm/shtab):
# `python -m tests.shell` in followup's source writes it anew.

_shtab_followup_subparsers=(demo add list show move edit remove forget interview checklist person decision contact draft offer promise close reopen due agenda why reflect journal search lessons prep dossier stats snooze undo redo history export import backup restore merge doctor sync clashes completion)

_shtab_followup_demo_option_strings=(-h --help --size --seed --data)
_shtab_followup_add_option_strings=(-h --help --at --person --other-company-than --decision --unasked --json --data)
_shtab_followup_list_option_strings=(-h --help --stage --json --data)
_shtab_followup_show_option_strings=(-h --help --json --data)
_shtab_followup_move_option_strings=(-h --help --json --data)
_shtab_followup_edit_option_strings=(-h --help --company --role --via --tag --untag --notes --letters --same-company-as --other-company-than --merge --json --data)
_shtab_followup_remove_option_strings=(-h --help --json --data)
_shtab_followup_forget_option_strings=(-h --help --closed-before --yes --json --data)
_shtab_followup_interview_option_strings=(-h --help --at --person --until --kind --place --link --which --move --cancel --by --missed --correct --remove --json --data)
_shtab_followup_checklist_option_strings=(-h --help --unasked --asked --json --data)
_shtab_followup_person_option_strings=(-h --help --who --another --remove --phone --family-name --agency --no-agency --first-name --no-first-name --checked --unchecked --json --data)
_shtab_followup_decision_option_strings=(-h --help --json --data)
_shtab_followup_contact_option_strings=(-h --help --by --at --person --note --edit --remove --settled --json --data)
_shtab_followup_draft_option_strings=(-h --help --person --anyway --questions --eml --json --data)
_shtab_followup_offer_option_strings=(-h --help --at --answer-by --term --by --person --verbal --written --accepted --declined --withdrawn --json --data)
_shtab_followup_promise_option_strings=(-h --help --theirs --due --done --drop --move --json --data)
_shtab_followup_close_option_strings=(-h --help --json --data)
_shtab_followup_reopen_option_strings=(-h --help --json --data)
_shtab_followup_due_option_strings=(-h --help --quiet --notify --json --data)
_shtab_followup_agenda_option_strings=(-h --help --json --data)
_shtab_followup_why_option_strings=(-h --help --json --data)
_shtab_followup_reflect_option_strings=(-h --help --well --badly --change --said --unasked --feeling --interview --json --data)
_shtab_followup_journal_option_strings=(-h --help --company --tag --open --export -o --output --json --data)
_shtab_followup_search_option_strings=(-h --help --json --data)
_shtab_followup_lessons_option_strings=(-h --help --all --done --drop --reopen --json --data)
_shtab_followup_prep_option_strings=(-h --help -o --output --json --data)
_shtab_followup_dossier_option_strings=(-h --help --with-reflections -o --output --data)
_shtab_followup_stats_option_strings=(-h --help --json --data)
_shtab_followup_snooze_option_strings=(-h --help --json --data)
_shtab_followup_undo_option_strings=(-h --help --json --data)
_shtab_followup_redo_option_strings=(-h --help --json --data)
_shtab_followup_history_option_strings=(-h --help --json --data)
_shtab_followup_export_option_strings=(-h --help -o --output --since --until --data)
_shtab_followup_import_option_strings=(-h --help --yes --dry-run --all --as --to --mail --time --map --dates --json --data)
_shtab_followup_backup_option_strings=(-h --help --json --data)
_shtab_followup_restore_option_strings=(-h --help --yes --json --data)
_shtab_followup_merge_option_strings=(-h --help --yes --json --data)
_shtab_followup_doctor_option_strings=(-h --help --mend --json --data)
_shtab_followup_sync_option_strings=(-h --help --yes --json --data)
_shtab_followup_clashes_option_strings=(-h --help --keep --take --both --json --data)
_shtab_followup_completion_option_strings=(-h --help --data)
_shtab_followup_option_strings=(-h --help --version --data)

_shtab_followup_demo___data_COMPGEN=_followup_files
_shtab_followup_add___other_company_than_COMPGEN=_followup_applications
_shtab_followup_add___data_COMPGEN=_followup_files
_shtab_followup_list___data_COMPGEN=_followup_files
_shtab_followup_show_pos_0_COMPGEN=_followup_applications
_shtab_followup_show___data_COMPGEN=_followup_files
_shtab_followup_move_pos_0_COMPGEN=_followup_applications
_shtab_followup_move___data_COMPGEN=_followup_files
_shtab_followup_edit_pos_0_COMPGEN=_followup_applications
_shtab_followup_edit___untag_COMPGEN=_followup_tags
_shtab_followup_edit___letters_COMPGEN=_followup_template_sets
_shtab_followup_edit___same_company_as_COMPGEN=_followup_applications
_shtab_followup_edit___other_company_than_COMPGEN=_followup_applications
_shtab_followup_edit___merge_COMPGEN=_followup_applications
_shtab_followup_edit___data_COMPGEN=_followup_files
_shtab_followup_remove_pos_0_COMPGEN=_followup_applications
_shtab_followup_remove___data_COMPGEN=_followup_files
_shtab_followup_forget_pos_0_COMPGEN=_followup_applications
_shtab_followup_forget___data_COMPGEN=_followup_files
_shtab_followup_interview_pos_0_COMPGEN=_followup_applications
_shtab_followup_interview___which_COMPGEN=_followup_interviews
_shtab_followup_interview___data_COMPGEN=_followup_files
_shtab_followup_checklist_pos_0_COMPGEN=_followup_applications
_shtab_followup_checklist___data_COMPGEN=_followup_files
_shtab_followup_person_pos_0_COMPGEN=_followup_applications
_shtab_followup_person___who_COMPGEN=_followup_people
_shtab_followup_person___remove_COMPGEN=_followup_people
_shtab_followup_person___data_COMPGEN=_followup_files
_shtab_followup_decision_pos_0_COMPGEN=_followup_applications
_shtab_followup_decision___data_COMPGEN=_followup_files
_shtab_followup_contact_pos_0_COMPGEN=_followup_applications
_shtab_followup_contact_pos_2_COMPGEN=_followup_contact_kinds
_shtab_followup_contact___person_COMPGEN=_followup_people
_shtab_followup_contact___edit_COMPGEN=_followup_contacts
_shtab_followup_contact___remove_COMPGEN=_followup_contacts
_shtab_followup_contact___settled_COMPGEN=_followup_contacts
_shtab_followup_contact___data_COMPGEN=_followup_files
_shtab_followup_draft_pos_0_COMPGEN=_followup_applications
_shtab_followup_draft___person_COMPGEN=_followup_people
_shtab_followup_draft___eml_COMPGEN=_followup_dirs
_shtab_followup_draft___data_COMPGEN=_followup_files
_shtab_followup_offer_pos_0_COMPGEN=_followup_applications
_shtab_followup_offer___person_COMPGEN=_followup_people
_shtab_followup_offer___data_COMPGEN=_followup_files
_shtab_followup_promise_pos_0_COMPGEN=_followup_applications
_shtab_followup_promise___done_COMPGEN=_followup_promises
_shtab_followup_promise___drop_COMPGEN=_followup_promises
_shtab_followup_promise___move_COMPGEN=_followup_promises
_shtab_followup_promise___data_COMPGEN=_followup_files
_shtab_followup_close_pos_0_COMPGEN=_followup_applications
_shtab_followup_close___data_COMPGEN=_followup_files
_shtab_followup_reopen_pos_0_COMPGEN=_followup_applications
_shtab_followup_reopen___data_COMPGEN=_followup_files
_shtab_followup_due___data_COMPGEN=_followup_files
_shtab_followup_agenda___data_COMPGEN=_followup_files
_shtab_followup_why_pos_0_COMPGEN=_followup_applications
_shtab_followup_why___data_COMPGEN=_followup_files
_shtab_followup_reflect_pos_0_COMPGEN=_followup_applications
_shtab_followup_reflect___data_COMPGEN=_followup_files
_shtab_followup_journal__o_COMPGEN=_followup_files
_shtab_followup_journal___output_COMPGEN=_followup_files
_shtab_followup_journal___data_COMPGEN=_followup_files
_shtab_followup_search___data_COMPGEN=_followup_files
_shtab_followup_lessons___done_COMPGEN=_followup_lessons
_shtab_followup_lessons___drop_COMPGEN=_followup_lessons
_shtab_followup_lessons___reopen_COMPGEN=_followup_closed_lessons
_shtab_followup_lessons___data_COMPGEN=_followup_files
_shtab_followup_prep_pos_0_COMPGEN=_followup_applications
_shtab_followup_prep__o_COMPGEN=_followup_files
_shtab_followup_prep___output_COMPGEN=_followup_files
_shtab_followup_prep___data_COMPGEN=_followup_files
_shtab_followup_dossier_pos_0_COMPGEN=_followup_applications
_shtab_followup_dossier__o_COMPGEN=_followup_files
_shtab_followup_dossier___output_COMPGEN=_followup_files
_shtab_followup_dossier___data_COMPGEN=_followup_files
_shtab_followup_stats___data_COMPGEN=_followup_files
_shtab_followup_snooze_pos_0_COMPGEN=_followup_applications
_shtab_followup_snooze___data_COMPGEN=_followup_files
_shtab_followup_undo___data_COMPGEN=_followup_files
_shtab_followup_redo___data_COMPGEN=_followup_files
_shtab_followup_history___data_COMPGEN=_followup_files
_shtab_followup_export__o_COMPGEN=_followup_files
_shtab_followup_export___output_COMPGEN=_followup_files
_shtab_followup_export___data_COMPGEN=_followup_files
_shtab_followup_import_pos_0_COMPGEN=_followup_files
_shtab_followup_import___to_COMPGEN=_followup_applications
_shtab_followup_import___data_COMPGEN=_followup_files
_shtab_followup_backup___data_COMPGEN=_followup_files
_shtab_followup_restore_pos_0_COMPGEN=_followup_files
_shtab_followup_restore___data_COMPGEN=_followup_files
_shtab_followup_merge_pos_0_COMPGEN=_followup_files
_shtab_followup_merge___data_COMPGEN=_followup_files
_shtab_followup_doctor___data_COMPGEN=_followup_files
_shtab_followup_sync_pos_0_COMPGEN=_followup_dirs
_shtab_followup_sync___data_COMPGEN=_followup_files
_shtab_followup_clashes_pos_0_COMPGEN=_followup_applications
_shtab_followup_clashes___data_COMPGEN=_followup_files
_shtab_followup_completion___data_COMPGEN=_followup_files
_shtab_followup___data_COMPGEN=_followup_files

_shtab_followup_list___stage_choices=(interviewed thanked waiting overdue closed)
_shtab_followup_move_pos_1_choices=(interviewed thanked waiting overdue closed)
_shtab_followup_interview___kind_choices=(phone video on-site panel assessment)
_shtab_followup_interview___by_choices=(them me)
_shtab_followup_contact_pos_1_choices=(sent received)
_shtab_followup_contact___by_choices=(email phone message letter in-person)
_shtab_followup_draft_pos_1_choices=(thank-you follow-up second-follow-up ask-date reply reschedule missed-call hand-in other-offer offer-thanks ask-for-time negotiate accept decline withdraw after-rejection hired-thanks reference-thanks)
_shtab_followup_offer___by_choices=(email phone message letter in-person)
_shtab_followup_close_pos_1_choices=(hired declined rejected withdrawn cancelled silent)
_shtab_followup_reflect___feeling_choices=(1 2 3 4 5)
_shtab_followup_journal___export_choices=(markdown jrnl)
_shtab_followup_export_pos_0_choices=(json csv markdown ics vcf employment-office)
_shtab_followup_import___as_choices=(ics vcf mail followup jrnl trello ghosted kanban-tui jobhunter-json career-ops career-ops-contacts linkedin-applications linkedin-saved linkedin-connections followup-csv teal huntr huntr-board simplify jobsync jobhunter-csv csv)
_shtab_followup_import___mail_choices=(message notice invitation rejection offer)
_shtab_followup_import___dates_choices=(day-first month-first)
_shtab_followup_completion_pos_0_choices=(bash zsh fish)
_shtab_followup_pos_0_choices=(demo add list show move edit remove forget interview checklist person decision contact draft offer promise close reopen due agenda why reflect journal search lessons prep dossier stats snooze undo redo history export import backup restore merge doctor sync clashes completion)

_shtab_followup_demo__h_nargs=0
_shtab_followup_demo___help_nargs=0
_shtab_followup_add__h_nargs=0
_shtab_followup_add___help_nargs=0
_shtab_followup_add___json_nargs=0
_shtab_followup_list__h_nargs=0
_shtab_followup_list___help_nargs=0
_shtab_followup_list___json_nargs=0
_shtab_followup_show__h_nargs=0
_shtab_followup_show___help_nargs=0
_shtab_followup_show___json_nargs=0
_shtab_followup_move__h_nargs=0
_shtab_followup_move___help_nargs=0
_shtab_followup_move___json_nargs=0
_shtab_followup_edit__h_nargs=0
_shtab_followup_edit___help_nargs=0
_shtab_followup_edit___json_nargs=0
_shtab_followup_remove__h_nargs=0
_shtab_followup_remove___help_nargs=0
_shtab_followup_remove___json_nargs=0
_shtab_followup_forget__h_nargs=0
_shtab_followup_forget___help_nargs=0
_shtab_followup_forget___yes_nargs=0
_shtab_followup_forget___json_nargs=0
_shtab_followup_interview__h_nargs=0
_shtab_followup_interview___help_nargs=0
_shtab_followup_interview___cancel_nargs=0
_shtab_followup_interview___missed_nargs=0
_shtab_followup_interview___remove_nargs=0
_shtab_followup_interview___json_nargs=0
_shtab_followup_checklist__h_nargs=0
_shtab_followup_checklist___help_nargs=0
_shtab_followup_checklist___json_nargs=0
_shtab_followup_person__h_nargs=0
_shtab_followup_person___help_nargs=0
_shtab_followup_person___another_nargs=0
_shtab_followup_person___agency_nargs=0
_shtab_followup_person___no_agency_nargs=0
_shtab_followup_person___first_name_nargs=0
_shtab_followup_person___no_first_name_nargs=0
_shtab_followup_person___checked_nargs=0
_shtab_followup_person___unchecked_nargs=0
_shtab_followup_person___json_nargs=0
_shtab_followup_decision__h_nargs=0
_shtab_followup_decision___help_nargs=0
_shtab_followup_decision___json_nargs=0
_shtab_followup_contact__h_nargs=0
_shtab_followup_contact___help_nargs=0
_shtab_followup_contact___json_nargs=0
_shtab_followup_draft__h_nargs=0
_shtab_followup_draft___help_nargs=0
_shtab_followup_draft___anyway_nargs=0
_shtab_followup_draft___questions_nargs=0
_shtab_followup_draft___json_nargs=0
_shtab_followup_offer__h_nargs=0
_shtab_followup_offer___help_nargs=0
_shtab_followup_offer___verbal_nargs=0
_shtab_followup_offer___written_nargs=0
_shtab_followup_offer___accepted_nargs=0
_shtab_followup_offer___declined_nargs=0
_shtab_followup_offer___withdrawn_nargs=0
_shtab_followup_offer___json_nargs=0
_shtab_followup_promise__h_nargs=0
_shtab_followup_promise___help_nargs=0
_shtab_followup_promise___theirs_nargs=0
_shtab_followup_promise___json_nargs=0
_shtab_followup_close__h_nargs=0
_shtab_followup_close___help_nargs=0
_shtab_followup_close___json_nargs=0
_shtab_followup_reopen__h_nargs=0
_shtab_followup_reopen___help_nargs=0
_shtab_followup_reopen___json_nargs=0
_shtab_followup_due__h_nargs=0
_shtab_followup_due___help_nargs=0
_shtab_followup_due___quiet_nargs=0
_shtab_followup_due___notify_nargs=0
_shtab_followup_due___json_nargs=0
_shtab_followup_agenda__h_nargs=0
_shtab_followup_agenda___help_nargs=0
_shtab_followup_agenda___json_nargs=0
_shtab_followup_why__h_nargs=0
_shtab_followup_why___help_nargs=0
_shtab_followup_why___json_nargs=0
_shtab_followup_reflect__h_nargs=0
_shtab_followup_reflect___help_nargs=0
_shtab_followup_reflect___json_nargs=0
_shtab_followup_journal_pos_0_nargs='*'
_shtab_followup_journal__h_nargs=0
_shtab_followup_journal___help_nargs=0
_shtab_followup_journal___open_nargs=0
_shtab_followup_journal___json_nargs=0
_shtab_followup_search_pos_0_nargs=+
_shtab_followup_search__h_nargs=0
_shtab_followup_search___help_nargs=0
_shtab_followup_search___json_nargs=0
_shtab_followup_lessons__h_nargs=0
_shtab_followup_lessons___help_nargs=0
_shtab_followup_lessons___all_nargs=0
_shtab_followup_lessons___json_nargs=0
_shtab_followup_prep__h_nargs=0
_shtab_followup_prep___help_nargs=0
_shtab_followup_prep___json_nargs=0
_shtab_followup_dossier__h_nargs=0
_shtab_followup_dossier___help_nargs=0
_shtab_followup_dossier___with_reflections_nargs=0
_shtab_followup_stats__h_nargs=0
_shtab_followup_stats___help_nargs=0
_shtab_followup_stats___json_nargs=0
_shtab_followup_snooze__h_nargs=0
_shtab_followup_snooze___help_nargs=0
_shtab_followup_snooze___json_nargs=0
_shtab_followup_undo__h_nargs=0
_shtab_followup_undo___help_nargs=0
_shtab_followup_undo___json_nargs=0
_shtab_followup_redo__h_nargs=0
_shtab_followup_redo___help_nargs=0
_shtab_followup_redo___json_nargs=0
_shtab_followup_history__h_nargs=0
_shtab_followup_history___help_nargs=0
_shtab_followup_history___json_nargs=0
_shtab_followup_export__h_nargs=0
_shtab_followup_export___help_nargs=0
_shtab_followup_import_pos_0_nargs=+
_shtab_followup_import__h_nargs=0
_shtab_followup_import___help_nargs=0
_shtab_followup_import___yes_nargs=0
_shtab_followup_import___dry_run_nargs=0
_shtab_followup_import___all_nargs=0
_shtab_followup_import___json_nargs=0
_shtab_followup_backup__h_nargs=0
_shtab_followup_backup___help_nargs=0
_shtab_followup_backup___json_nargs=0
_shtab_followup_restore__h_nargs=0
_shtab_followup_restore___help_nargs=0
_shtab_followup_restore___yes_nargs=0
_shtab_followup_restore___json_nargs=0
_shtab_followup_merge__h_nargs=0
_shtab_followup_merge___help_nargs=0
_shtab_followup_merge___yes_nargs=0
_shtab_followup_merge___json_nargs=0
_shtab_followup_doctor__h_nargs=0
_shtab_followup_doctor___help_nargs=0
_shtab_followup_doctor___mend_nargs=0
_shtab_followup_doctor___json_nargs=0
_shtab_followup_sync__h_nargs=0
_shtab_followup_sync___help_nargs=0
_shtab_followup_sync___yes_nargs=0
_shtab_followup_sync___json_nargs=0
_shtab_followup_clashes__h_nargs=0
_shtab_followup_clashes___help_nargs=0
_shtab_followup_clashes___json_nargs=0
_shtab_followup_completion__h_nargs=0
_shtab_followup_completion___help_nargs=0
_shtab_followup_pos_0_nargs=A...
_shtab_followup__h_nargs=0
_shtab_followup___help_nargs=0
_shtab_followup___version_nargs=0


# Custom Preamble
# $1=what is asked for, $2=the word that is being typed
_followup_candidates() {
  local program=followup word _
  type -P followup >/dev/null || program=${COMP_WORDS[0]/#\~\//$HOME/}
  # Not `compgen -W`, which would expand and run what it is given.
  while IFS=$'\t' read -r word _; do
    [[ $word == "$2"* ]] && printf '%s\n' "$word"
  done < <(command "$program" completion --candidates "$1" -- "${COMP_WORDS[@]:0:COMP_CWORD}" \
    </dev/null 2>/dev/null)
}

_followup_files() {
  compgen -f -- "$1"
}

_followup_dirs() {
  compgen -d -- "$1"
}

_followup_applications() {
  _followup_candidates applications "$1"
}

_followup_people() {
  _followup_candidates people "$1"
}

_followup_interviews() {
  _followup_candidates interviews "$1"
}

_followup_contacts() {
  _followup_candidates contacts "$1"
}

_followup_promises() {
  _followup_candidates promises "$1"
}

_followup_tags() {
  _followup_candidates tags "$1"
}

_followup_lessons() {
  _followup_candidates lessons "$1"
}

_followup_closed_lessons() {
  _followup_candidates closed-lessons "$1"
}

_followup_contact_kinds() {
  _followup_candidates contact-kinds "$1"
}

_followup_template_sets() {
  _followup_candidates template-sets "$1"
}
# End Custom Preamble

# $1=COMP_WORDS[1]
_shtab_compgen_files() {
  compgen -f -- $1  # files
}

# $1=COMP_WORDS[1]
_shtab_compgen_dirs() {
  compgen -d -- $1  # recurse into subdirs
}

# $1=COMP_WORDS[1]
_shtab_replace_nonword() {
  echo "${1//[^[:word:]]/_}"
}

# set default values (called for the initial parser & any subparsers)
_set_parser_defaults() {
  local subparsers_var="${prefix}_subparsers[@]"
  sub_parsers=${!subparsers_var-}

  local current_option_strings_var="${prefix}_option_strings[@]"
  current_option_strings=${!current_option_strings_var}

  completed_positional_actions=0

  _set_new_action "pos_$completed_positional_actions" true
}

# $1=action identifier
# $2=positional action (bool)
# set all identifiers for an action's parameters
_set_new_action() {
  current_action="${prefix}_$(_shtab_replace_nonword $1)"

  local current_action_compgen_var=${current_action}_COMPGEN
  current_action_compgen="${!current_action_compgen_var-}"

  local current_action_choices_var="${current_action}_choices[@]"
  current_action_choices="${!current_action_choices_var-}"

  local current_action_nargs_var="${current_action}_nargs"
  if [ -n "${!current_action_nargs_var-}" ]; then
    current_action_nargs="${!current_action_nargs_var}"
  else
    current_action_nargs=1
  fi

  current_action_args_start_index=$(( $word_index + 1 - $pos_only ))

  current_action_is_positional=$2
}

# Notes:
# `COMPREPLY`: what will be rendered after completion is triggered
# `completing_word`: currently typed word to generate completions for
# `${!var}`: evaluates the content of `var` and expand its content as a variable
#     hello="world"
#     x="hello"
#     ${!x} -> ${hello} -> "world"
_shtab_followup() {
  local completing_word="${COMP_WORDS[COMP_CWORD]}"
  local previous_word="${COMP_WORDS[COMP_CWORD-1]}"
  local completed_positional_actions
  local current_action
  local current_action_args_start_index
  local current_action_choices
  local current_action_compgen
  local current_action_is_positional
  local current_action_nargs
  local current_option_strings
  local sub_parsers
  COMPREPLY=()

  local prefix=_shtab_followup
  local word_index=0
  local pos_only=0 # "--" delimiter not encountered yet
  _set_parser_defaults
  word_index=1

  # determine what arguments are appropriate for the current state
  # of the arg parser
  while [ $word_index -ne $COMP_CWORD ]; do
    local this_word="${COMP_WORDS[$word_index]}"

    if [[ $pos_only = 1 || " $this_word " != " -- " ]]; then
      if [[ -n $sub_parsers && " ${sub_parsers[@]} " == *" $this_word "* ]]; then
        # valid subcommand: add it to the prefix & reset the current action
        prefix="${prefix}_$(_shtab_replace_nonword $this_word)"
        _set_parser_defaults
      fi

      if [[ " ${current_option_strings[@]} " == *" $this_word "* ]]; then
        # a new action should be acquired (due to recognised option string or
        # no more input expected from current action);
        # the next positional action can fill in here
        _set_new_action $this_word false
      fi

      if [[ "$current_action_nargs" != "*" ]] && \
         [[ "$current_action_nargs" != "+" ]] && \
         [[ "$current_action_nargs" != "?" ]] && \
         [[ "$current_action_nargs" != *"..." ]] && \
         (( $word_index + 1 - $current_action_args_start_index - $pos_only >= \
            $current_action_nargs )); then
        $current_action_is_positional && let "completed_positional_actions += 1"
        _set_new_action "pos_$completed_positional_actions" true
      fi
    else
      pos_only=1 # "--" delimiter encountered
    fi

    let "word_index+=1"
  done

  # Generate the completions

  COMPREPLY=()
  if [[ $pos_only = 0 && "$completing_word" == -* &&
        ( -z "$current_action_compgen" || "$current_action_is_positional" = true ) ]]; then
    # optional argument started: use option strings
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_option_strings[*]}" -- "$completing_word")
  elif [[ "$previous_word" =~ ^[0-9\&]*[\<\>]\>?$ ]]; then
    # handle redirection operators
    compopt -o filenames 2>/dev/null || : # bash>=4
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$completing_word")
  else
    # use choices & compgen
    local action_compgen_word="$completing_word"
    # handle tab-completing in the middle of a line (#248 <- #116)
    [[ -n "$current_action_compgen" && "$completing_word" == -* ]] && action_compgen_word=""
    [ -n "$current_action_compgen" ] && {
      [[ "$current_action_compgen" =~ _(file|dir|glob|FILE|DIR|GLOB)|File|Dir|Glob ]] &&
        compopt -o filenames 2>/dev/null || : # bash>=4
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        "$current_action_compgen" "$action_compgen_word")
    }
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_action_choices[*]}" -- "$completing_word")
  fi

  if [[ ${#COMPREPLY[@]} = 0 ]]; then
    # native fallback matches are not necessarily filenames (e.g. variables)
    compopt +o filenames 2>/dev/null || : # bash>=4
  fi

  return 0
}

complete -o bashdefault -F _shtab_followup followup
