#compdef followup

# Completion of followup for zsh. Made from its commands by shtab (https://github.com/tqdm/shtab):
# `python -m tests.shell` in followup's source writes it anew.

_shtab_followup_commands() {
  local _commands=(
    add:'record an interview you had, or will have, at a new application'
    agenda:'show what is due now, and what comes in the next 7 days'
    backup:'make a copy of your data now'
    checklist:'the checklist after an interview: when they decide, names, what was said, what you did not ask'
    clashes:'what was changed on two machines: list it, and say which stays'
    close:'close an application with how it ended'
    completion:'print the completion script of your shell'
    contact:'note that you wrote to them, or heard from them; correct or remove such a note'
    decision:'note the day by which they said they would decide'
    demo:'open the board on a throwaway sample; nothing of yours is touched'
    doctor:'say whether your data is well, and what is wrong where it is not'
    dossier:'write down what to know on the first day there'
    draft:'write the letters about it, for you to finish; nothing is sent or noted as sent'
    due:'show what to do now, most urgent first'
    edit:'change company, role, agency, tags, notes; say which cards are at one company, or of one job'
    export:'write all your applications in another program'"'"'s format'
    forget:'take an application out for good: of the history and the backups, too'
    history:'show what was done, the latest first'
    import:'bring in what another program has; it shows first what it would do'
    interview:'record or plan another interview; move, cancel or correct one'
    journal:'read and search your journal, or write it to a file'
    lessons:'show what you want to change next time, or say what came of it'
    list:'show your applications, stage by stage'
    merge:'bring in a copy of your data that was changed elsewhere, such as a sync conflict'
    move:'move an application to another stage'
    offer:'note an offer and your answer to it; without options, show it'
    person:'add somebody you spoke to, change what is known of them, or take them out'
    prep:'show what to have in mind before the next interview'
    promise:'note what you, or they, promised; mark it as done; without a text, list it'
    redo:'do again what undo took back'
    reflect:'write down how an interview was, in your journal'
    remove:'take an application out; undo brings it back'
    reopen:'reopen a closed application, in the stage that fits'
    restore:'list and compare the copies of your data, or put one back'
    search:'find words in everything: people, notes, contacts, what was said, the journal'
    show:'tell one application'"'"'s whole story'
    snooze:'snooze an application: no advice on it for a while'
    stats:'show the figures of your search'
    sync:'bring in what your other machines changed, and send them what you did'
    undo:'take back the last thing that was done'
    why:'say whether you may write or call now, and why'
  )
  _describe 'followup commands' _commands
}

_shtab_followup_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "(- : *)--version[show program\'s version number and exit]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_defaults_added=0

_shtab_followup_add_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--at[when the interview ended, such as 14\:30, yesterday or \"2026-11-20 10\:00\"\; in the future, when it starts (default\: now)]:WHEN:"
  "*--person[\"NAME, POSITION \<mail\>\"\: somebody who held the interview\; repeat it for each (only the name is needed)]:WHO:"
  "--other-company-than[it is another company than that one, though the names are alike]:ID: _followup_candidates applications"
  "--decision[the day by which they said they would decide]:WHEN:"
  "*--unasked[what you did not get to ask, or its number in followup checklist\: it comes back for the letter and the next interview\; repeat it for each]:QUESTION:"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":what they are called:"
  ":the job:"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_add_defaults_added=0

_shtab_followup_agenda_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_agenda_defaults_added=0

_shtab_followup_backup_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_backup_defaults_added=0

_shtab_followup_checklist_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "*--unasked[what you did not get to ask, or its number in followup checklist\: it comes back for the letter and the next interview\; repeat it for each]:QUESTION:"
  "*--asked[what you did ask after all, or its number\; repeat it for each]:QUESTION:"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_checklist_defaults_added=0

_shtab_followup_clashes_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--keep[what stands now stays]:N:"
  "--take[the other value is taken]:N:"
  "--both[both stay, one after the other\: of long texts]:N:"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\; without it, all: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_clashes_defaults_added=0

_shtab_followup_close_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":how it ended\: hired, declined, rejected, withdrawn, cancelled, silent (declined\: you said no\; rejected\: they did\; cancelled\: the position is gone\; silent\: they never answered):(hired declined rejected withdrawn cancelled silent)"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_close_defaults_added=0

_shtab_followup_completion_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":which shell it is for:(bash zsh fish)"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_completion_defaults_added=0

_shtab_followup_contact_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--by[email, phone, message, letter, in-person (default\: email)]:HOW:(email phone message letter in-person)"
  "--at[when it was, such as \"yesterday 10\:00\" (default\: now)]:WHEN:"
  "*--person[who it went to or came from\; a part of the name is enough\; repeat it for each]:NAME: _followup_candidates people"
  "--note[what was said, in your words]:TEXT:"
  "--edit[correct a contact, such as c3 (show lists them)\: what you give here is changed, the rest stays]:CONTACT: _followup_candidates contacts"
  "--remove[take a contact out]:CONTACT: _followup_candidates contacts"
  "--settled[a message needs no answer after all]:CONTACT: _followup_candidates contacts"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":whether you wrote or called, or they did:(sent received)"
  ":what was sent\: thank-you, follow-up, reply, other (default\: other)\; what was received\: message, notice, invitation, rejection, offer (default\: message, which makes it your turn\; a notice needs no answer): _followup_candidates contact-kinds"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_contact_defaults_added=0

_shtab_followup_decision_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":the day they named, such as fri or 27.11.\; unknown takes it back:"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_decision_defaults_added=0

_shtab_followup_demo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--size[how many applications (default\: a handful)]:N:"
  "--seed[another number makes another sample]:N:"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_demo_defaults_added=0

_shtab_followup_doctor_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--mend[mend what loses nothing\: close files to others, take away what a killed save left over]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_doctor_defaults_added=0

_shtab_followup_dossier_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--with-reflections[what you thought of the interviews goes in too]"
  {-o,--output}"[where to (default\: print it)]:FILE:_files"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_dossier_defaults_added=0

_shtab_followup_draft_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "*--person[to whom\; a part of the name is enough\; repeat it for each (default\: a thank-you for each you owe one, any other letter to whoever should get it first)]:NAME: _followup_candidates people"
  "--anyway[also a KIND that does not fit the situation]"
  "--questions[put in the questions you did not get to ask (thank-you)]"
  "--eml[put each letter in a file there, which your mail program opens as a draft\; no file of yours is written over]:DIR:_files -/"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":what for\: thank-you, follow-up, second-follow-up, ask-date, reply, reschedule, missed-call, hand-in, other-offer, offer-thanks, ask-for-time, negotiate, accept, decline, withdraw, after-rejection, hired-thanks, reference-thanks (default\: what fits now):(thank-you follow-up second-follow-up ask-date reply reschedule missed-call hand-in other-offer offer-thanks ask-for-time negotiate accept decline withdraw after-rejection hired-thanks reference-thanks)"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_draft_defaults_added=0

_shtab_followup_due_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--quiet[print nothing and exit with 1 where nothing is due]"
  "--notify[ring the terminal\'s own notification too, with nothing in it but how many there are]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_due_defaults_added=0

_shtab_followup_edit_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--company[what they are called]:NAME:"
  "--role[the job]:ROLE:"
  "--via[the agency between you and them (\"\" for none)]:AGENCY:"
  "*--tag[add a tag\; repeat it]:TAG:"
  "*--untag[take a tag off\; repeat it]:TAG: _followup_candidates tags"
  "--notes[what your notes say from now on (\"\" for nothing)]:TEXT:"
  "--letters[the set of letters it begins with, en or de (\"\" for your usual one)]:SET: _followup_candidates template-sets"
  "--same-company-as[it is at the same company, whatever the names say]:ID: _followup_candidates applications"
  "--other-company-than[it is at another company, whatever the names say]:ID: _followup_candidates applications"
  "--merge[that is a second card of the same job\: put all that it says on this one]:ID: _followup_candidates applications"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_edit_defaults_added=0

_shtab_followup_export_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-o,--output}"[where to (default\: print it)]:FILE:_files"
  "--since[employment-office\: the first day that is listed, such as 1.11.]:WHEN:"
  "--until[employment-office\: the last one, such as 30.11.]:WHEN:"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":what to write:(json csv markdown ics vcf employment-office)"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_export_defaults_added=0

_shtab_followup_forget_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--closed-before[all that ended before this day, such as 1.1. or 2026-01-01]:DATE:"
  "--yes[forget without asking]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; also one that was removed and is in the history or a backup: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_forget_defaults_added=0

_shtab_followup_history_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_history_defaults_added=0

_shtab_followup_import_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--yes[import without asking]"
  "--dry-run[only show what it would do\; change nothing]"
  "--all[take applications before their first interview, too]"
  "--as[the kind of the files, where it is not recognized\: ics, vcf, mail, followup, jrnl, trello, ghosted, kanban-tui, jobhunter-json, career-ops, career-ops-contacts, linkedin-applications, linkedin-saved, linkedin-connections, followup-csv, teal, huntr, huntr-board, simplify, jobsync, jobhunter-csv, csv]:KIND:(ics vcf mail followup jrnl trello ghosted kanban-tui jobhunter-json career-ops career-ops-contacts linkedin-applications linkedin-saved linkedin-connections followup-csv teal huntr huntr-board simplify jobsync jobhunter-csv csv)"
  "--to[the application that invitations and mails are about\; new for one that is not noted yet]:ID: _followup_candidates applications"
  "--mail[what the mails are, where they read otherwise\: message, notice, invitation, rejection, offer]:KIND:(message notice invitation rejection offer)"
  "--time[when an invitation for a whole day starts, such as 10\:00]:TIME:"
  "*--map[what a column of a table holds\: --map \"Firma\=company\"\; repeat it for each]:HEADER=FIELD:"
  "--dates[what comes first in dates like 10\/4\/2026, where a file does not show it\: day-first, month-first]:ORDER:(day-first month-first)"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  "(*):what another program wrote\; - for what comes on the standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_import_defaults_added=0

_shtab_followup_interview_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--at[when the interview ended, such as 14\:30, yesterday or \"2026-11-20 10\:00\"\; in the future, when it starts (default\: now)]:WHEN:"
  "*--person[\"NAME, POSITION \<mail\>\"\: somebody who held the interview\; repeat it for each (only the name is needed)]:WHO:"
  "--until[when it ends or ended, such as 11\:30\; the other time is then that of its start]:WHEN:"
  "--kind[how it is held\: phone, video, on-site, panel, assessment]:KIND:(phone video on-site panel assessment)"
  "--place[where it is held]:TEXT:"
  "--link[the address of the video call]:URL:"
  "--which[change this one, such as i2 (for the options below, without it\: the next planned, else the last held)]:ID: _followup_candidates interviews"
  "--move[it was moved there\; the time before is kept]:WHEN:"
  "--cancel[it was cancelled\; it stays in the story]"
  "--by[who moved or cancelled it (default\: them)]:them|me:(them me)"
  "--missed[they did not keep the appointment]"
  "--correct[it was noted wrongly\: its start, or its end where only that is noted\; takes back that it was cancelled or missed]:WHEN:"
  "--remove[it was noted by mistake\: take it out]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_interview_defaults_added=0

_shtab_followup_journal_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--company[only entries of companies with this in the name]:NAME:"
  "--tag[only entries of applications with this tag]:TAG:"
  "--open[only entries with open lessons]"
  "--export[write them as Markdown, or as what jrnl --import reads]:markdown|jrnl:(markdown jrnl)"
  {-o,--output}"[where to\: a file, or for Markdown a folder, which gets a file a day (default\: print it)]:PATH:_files"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  "(*)::only entries in which all of these occur:"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_journal_defaults_added=0

_shtab_followup_lessons_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--all[also those that are done or dropped]"
  "--done[you did it in an interview\: it does not come back]:ID: _followup_candidates lessons"
  "--drop[it is not worth keeping in mind]:ID: _followup_candidates lessons"
  "--reopen[it is open again]:ID: _followup_candidates closed-lessons"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_lessons_defaults_added=0

_shtab_followup_list_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--stage[only those in this stage\: interviewed, thanked, waiting, overdue, closed]:STAGE:(interviewed thanked waiting overdue closed)"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_list_defaults_added=0

_shtab_followup_merge_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--yes[merge without asking]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the copy, as followup doctor names it:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_merge_defaults_added=0

_shtab_followup_move_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":where to\: interviewed, thanked, waiting, overdue, closed:(interviewed thanked waiting overdue closed)"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_move_defaults_added=0

_shtab_followup_offer_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--at[when they made it (default\: now)]:WHEN:"
  "--answer-by[until when they want an answer\: fri, \"fri 12\:00\"\; a day means its end\; unknown takes it back]:WHEN:"
  "*--term[what they offer, such as \"salary 72,000\"\; repeat it for each\; one about the same takes the place of the earlier one]:TERM:"
  "--by[how it came\: email, phone, message, letter, in-person]:HOW:(email phone message letter in-person)"
  "--person[who made it\; a part of the name is enough]:NAME: _followup_candidates people"
  "--verbal[it was only said so far]"
  "--written[you have it in writing]"
  "--accepted[you said yes\: closes it as hired, and lists what to do then]"
  "--declined[you said no\: closes it as declined]"
  "--withdrawn[they took it back\; closes nothing]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_offer_defaults_added=0

_shtab_followup_person_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--who[change this one\: p2, or the name]:PERSON: _followup_candidates people"
  "--another[this is another person, whoever of that name is noted]"
  "--remove[take this one out\: p2, or the name]:PERSON: _followup_candidates people"
  "--phone[their telephone number]:NUMBER:"
  "--family-name[the name a letter greets them by, where it is not plain which one it is (\"\" forgets it)]:NAME:"
  "--agency[they work for the agency between you and the company]"
  "--no-agency[they work for the company]"
  "--first-name[letters greet them by the first name, whatever the settings say]"
  "--no-first-name[letters greet them formally, whatever the settings say]"
  "--checked[you have checked how the name is spelled]"
  "--unchecked[you are not sure of the spelling]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":who it is\; only the name is needed\; where you know the position alone\: \"\?, CTO\":"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_person_defaults_added=0

_shtab_followup_prep_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-o,--output}"[where to (default\: print it)]:FILE:_files"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_prep_defaults_added=0

_shtab_followup_promise_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--theirs[they promised it (default\: you did)]"
  "--due[by which day\; unknown with --move takes it back]:WHEN:"
  "--done[promise N was kept]:N: _followup_candidates promises"
  "--drop[promise N no longer matters]:N: _followup_candidates promises"
  "--move[promise N is due on the day of --due instead]:N: _followup_candidates promises"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":what was promised, such as \"send references\":"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_promise_defaults_added=0

_shtab_followup_redo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_redo_defaults_added=0

_shtab_followup_reflect_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "*--well[what went well\; repeat it for each line]:LINE:"
  "*--badly[what did not\; repeat it for each line]:LINE:"
  "*--change[what to change next time\: it comes back before your next interview\; repeat it for each line]:LINE:"
  "*--said[what was said\: promises, numbers, names\; what you told them\; repeat it for each line]:LINE:"
  "*--unasked[what you did not get to ask, or its number in followup checklist\: it comes back for the letter and the next interview\; repeat it for each]:QUESTION:"
  "--feeling[how it felt\: 1 bad, 5 good]:1..5:(1 2 3 4 5)"
  "--interview[which interview, such as 2 (default\: the last that was held)]:N:"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_reflect_defaults_added=0

_shtab_followup_remove_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_remove_defaults_added=0

_shtab_followup_reopen_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_reopen_defaults_added=0

_shtab_followup_restore_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--yes[restore without asking]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":its number in the list, the beginning of its date, or a file (default\: list the copies):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_restore_defaults_added=0

_shtab_followup_search_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  "(*):the beginnings of words\; all must be in one entry:"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_search_defaults_added=0

_shtab_followup_show_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_show_defaults_added=0

_shtab_followup_snooze_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
  ":until when, such as mon or \+5bd\; a day means its beginning\; off ends it:"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_snooze_defaults_added=0

_shtab_followup_stats_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_stats_defaults_added=0

_shtab_followup_sync_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--yes[sync without asking]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":where the machines meet, the first time\: ssh\:\/\/you\@your-host\/\~\/followup.git, or a folder:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_sync_defaults_added=0

_shtab_followup_undo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_undo_defaults_added=0

_shtab_followup_why_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--json[print JSON, for scripts]"
  "--data[use this data file instead of your usual one]:FILE:_files"
  ":the application\: its id or its company\; the beginning is enough: _followup_candidates applications"
)

# guard to ensure default positional specs are added only once per session
_shtab_followup_why_defaults_added=0


_shtab_followup() {
  local context state line curcontext="$curcontext" one_or_more='(*)' remainder='(-)*:' default='*::: :->followup'

  # Add default positional/remainder specs only if none exist, and only once per session
  if (( ! _shtab_followup_defaults_added )); then
    if (( ${_shtab_followup_options[(I)${(q)one_or_more}*]} +          ${_shtab_followup_options[(I)${(q)remainder}*]} +          ${_shtab_followup_options[(I)${(q)default}]} == 0 )); then
      _shtab_followup_options+=(': :_shtab_followup_commands' '*::: :->followup')
    fi
    _shtab_followup_defaults_added=1
  fi
  _arguments -C -s $_shtab_followup_options

  case $state in
    followup)
      words=($line[1] "${words[@]}")
      (( CURRENT += 1 ))
      curcontext="${curcontext%:*:*}:_shtab_followup-$line[1]:"
      case $line[1] in
        add) _arguments -C -s $_shtab_followup_add_options ;;
        agenda) _arguments -C -s $_shtab_followup_agenda_options ;;
        backup) _arguments -C -s $_shtab_followup_backup_options ;;
        checklist) _arguments -C -s $_shtab_followup_checklist_options ;;
        clashes) _arguments -C -s $_shtab_followup_clashes_options ;;
        close) _arguments -C -s $_shtab_followup_close_options ;;
        completion) _arguments -C -s $_shtab_followup_completion_options ;;
        contact) _arguments -C -s $_shtab_followup_contact_options ;;
        decision) _arguments -C -s $_shtab_followup_decision_options ;;
        demo) _arguments -C -s $_shtab_followup_demo_options ;;
        doctor) _arguments -C -s $_shtab_followup_doctor_options ;;
        dossier) _arguments -C -s $_shtab_followup_dossier_options ;;
        draft) _arguments -C -s $_shtab_followup_draft_options ;;
        due) _arguments -C -s $_shtab_followup_due_options ;;
        edit) _arguments -C -s $_shtab_followup_edit_options ;;
        export) _arguments -C -s $_shtab_followup_export_options ;;
        forget) _arguments -C -s $_shtab_followup_forget_options ;;
        history) _arguments -C -s $_shtab_followup_history_options ;;
        import) _arguments -C -s $_shtab_followup_import_options ;;
        interview) _arguments -C -s $_shtab_followup_interview_options ;;
        journal) _arguments -C -s $_shtab_followup_journal_options ;;
        lessons) _arguments -C -s $_shtab_followup_lessons_options ;;
        list) _arguments -C -s $_shtab_followup_list_options ;;
        merge) _arguments -C -s $_shtab_followup_merge_options ;;
        move) _arguments -C -s $_shtab_followup_move_options ;;
        offer) _arguments -C -s $_shtab_followup_offer_options ;;
        person) _arguments -C -s $_shtab_followup_person_options ;;
        prep) _arguments -C -s $_shtab_followup_prep_options ;;
        promise) _arguments -C -s $_shtab_followup_promise_options ;;
        redo) _arguments -C -s $_shtab_followup_redo_options ;;
        reflect) _arguments -C -s $_shtab_followup_reflect_options ;;
        remove) _arguments -C -s $_shtab_followup_remove_options ;;
        reopen) _arguments -C -s $_shtab_followup_reopen_options ;;
        restore) _arguments -C -s $_shtab_followup_restore_options ;;
        search) _arguments -C -s $_shtab_followup_search_options ;;
        show) _arguments -C -s $_shtab_followup_show_options ;;
        snooze) _arguments -C -s $_shtab_followup_snooze_options ;;
        stats) _arguments -C -s $_shtab_followup_stats_options ;;
        sync) _arguments -C -s $_shtab_followup_sync_options ;;
        undo) _arguments -C -s $_shtab_followup_undo_options ;;
        why) _arguments -C -s $_shtab_followup_why_options ;;
      esac
  esac
}

# Custom Preamble
# $1=what is asked for
_followup_candidates() {
  local program=followup line
  local -a described
  (( $+commands[followup] )) || program=${_followup_line[1]/#\~\//$HOME/}
  for line in ${(f)"$(command $program completion --candidates $1 -- "${_followup_line[@]}" \
    </dev/null 2>/dev/null)"}; do
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  _describe -t $1 $1 described
}

# The line as it was typed: what completes a command sees only the words behind it.
_followup_with_line() {
  local -a _followup_line=("${(@Q)words[1,CURRENT-1]}")
  _shtab_followup "$@"
}
# End Custom Preamble


typeset -A opt_args

if [[ $zsh_eval_context[-1] == (eval|file|filecode) ]]; then
  # eval/source/. command, register function for later
  compdef _followup_with_line followup
else
  # autoload from fpath, call function directly
  _followup_with_line "$@"
fi
