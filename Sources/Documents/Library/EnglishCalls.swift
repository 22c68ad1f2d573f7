/// Call scripts in English: what to say, what to listen for, what to do with the answer.
extension TemplateLibrary {
    static let englishCalls: [String] = [
        """
        id: call_first
        version: 1
        language: en
        tone: courteous
        kind: call
        subject: Call {{customer}}: {{total}}

        [opening]
        Purpose of the call: learn why, and obtain a date.

        “Hello, this is {{signatory}}, from {{company}}. May I speak to
        {{#salutation}}{{salutation}}{{/salutation}}{{^salutation}}the person who looks after our invoices{{/salutation}}?”

        “I am calling about {{#one}}our invoice {{invoice}}, due on {{due_on}}, for {{total}}. Did it reach
        you?{{/one}}{{#many}}{{count_words}} invoices that have fallen due, {{total}} in all. Did they reach you?{{/many}}”

        Then say nothing, and listen.

        [next]
        “It is paid.” Apologise, ask for the day and the means, check today.

        “I do not have it.” Ask where to send it, send it during the call, agree on the day to call back.

        “There is a problem.” Have it said, note the exact words and the amount disputed, open the dispute: reminders stop. Ask for
        the rest to be paid.

        “It is not me.” Ask who it is, their direct line and address.

        “Not right now.” Ask which day, then why that day.

        [closing]
        Before hanging up, repeat the amount, the day and the means. Send at once the message that confirms what was said.
        """,
        """
        id: call_late
        version: 1
        language: en
        tone: firm
        kind: call
        subject: Call {{customer}}: {{total}}, {{lateness}} late

        [opening]
        Purpose of the call: a firm date, or to know that the customer cannot or will not pay.

        “Hello, this is {{signatory}}, from {{company}}. I would like to speak to
        {{#salutation}}{{salutation}}{{/salutation}}{{^salutation}}the person who decides on payments{{/salutation}}.”

        “{{#previous}}I wrote to you on {{last_previous}}. {{/previous}}{{#one}}Invoice {{invoice}} is {{lateness}}
        late.{{/one}}{{#many}}{{count_words_start}} invoices are late, the oldest by {{lateness}}.{{/many}} We need {{total}}. On
        which day will the transfer leave?”

        Wait for the answer, however long the silence.

        [next]
        “Next week.” Ask which day exactly, who approves, and what might prevent it.

        “We do not have the cash.” Ask what is possible today, suggest short instalments, written and signed. Note whether other
        creditors are waiting.

        “We are waiting for a credit note.” Have the invoice and amount named, tell sales, ask for the rest.

        “We will call you back.” Set the time yourself, and call at that time.

        No answer and no date: say calmly what the next step is, and take it.

        [closing]
        Repeat the date and the amount, confirm them in writing today. If the promise is not kept, go to the next step.
        """,
    ]
}
