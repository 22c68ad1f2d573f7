/// English texts for consumers, small firms and craftsmen.
extension TemplateLibrary {
    static let englishSmall: [String] = [
        """
        id: consumer_courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        subject: {{#one}}Your invoice {{invoice}}{{/one}}{{#many}}Your invoices to pay{{/many}}

        [opening]
        {{#one}}Your invoice {{invoice}} was to be paid by {{due_on}} and we have not yet seen your payment.{{/one}}
        {{#many}}{{count_words_start}} of your invoices have fallen due and we have not yet seen your payment.{{/many}} It may
        simply have slipped your mind; and if your payment is on its way, please disregard this message.

        [next]
        If you have a question, or if paying in instalments would help, simply reply to this message: we will find a solution.

        [closing]
        Kind regards,
        """,
        """
        id: consumer_firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Reminder: your invoice {{invoice}}{{/one}}{{#many}}Reminder: your invoices to pay{{/many}}

        [opening]
        {{#previous}}I am writing again after my message of {{last_previous}}.{{/previous}}
        {{#one}}Your invoice {{invoice}}, to be paid by {{due_on}}, remains unpaid.{{/one}}
        {{#many}}{{count_words_start}} of your invoices remain unpaid; the oldest was to be paid by {{oldest_due_on}}.{{/many}}
        Please send us your payment within eight days, or tell me the day on which it will leave.

        [next]
        If this is a difficult time, tell us without delay: we can agree on instalments, free of charge. And if you do not agree
        with what you are asked, explain why: we will answer you before taking any other step.

        [closing]
        Kind regards,
        """,
        """
        id: consumer_last
        version: 1
        language: en
        tone: grave
        kind: reminder
        subject: Last reminder: {{total}} to pay

        [opening]
        {{#previous}}{{#several_previous}}I wrote to you on {{previous_dates}}.{{/several_previous}}{{^several_previous}}I wrote to
        you on {{last_previous}}.{{/several_previous}}{{/previous}}
        {{#one}}Your invoice {{invoice}}, to be paid by {{due_on}}, remains unpaid.{{/one}}
        {{#many}}{{count_words_start}} of your invoices remain unpaid; the oldest is {{lateness}} late.{{/many}}
        This is the last reminder before a formal notice.

        [next]
        A formal notice makes interest run at the legal rate (article 1231-6 of the French Civil Code), and a court may then be
        asked to decide. We would rather avoid it, and there is still time: reply to me{{#phone}} or call me on
        {{phone}}{{/phone}} within eight days, even to suggest small payments.

        [closing]
        Kind regards,
        """,
        """
        id: small_courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        subject: {{#one}}A quick reminder: invoice {{invoice}}{{/one}}{{#many}}A quick reminder: {{count_words}} invoices{{/many}}

        [opening]
        {{#one}}A quick word about our invoice {{invoice}}, due on {{due_on}}: I have not seen your payment yet.{{/one}}
        {{#many}}A quick word about {{count_words}} invoices that have fallen due: I have not seen your payment yet.{{/many}} If it
        has left, please forget this message.

        [next]
        Otherwise, could you tell me when it will leave? Two words in reply are enough.

        [closing]
        Have a good day,
        """,
        """
        id: small_firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Invoice {{invoice}}: when do you expect to pay it?{{/one}}{{#many}}{{count_words_start}} invoices: when do you expect to pay them?{{/many}}

        [opening]
        {{#previous}}I wrote to you on {{last_previous}}, and{{/previous}}{{^previous}}Unless I am mistaken,{{/previous}}
        {{#one}}our invoice {{invoice}} is still waiting, {{lateness}} after its due date.{{/one}}
        {{#many}}{{count_words}} of our invoices are still waiting; the oldest is {{lateness}} late.{{/many}} We are counting on
        this payment.

        [next]
        If things are a little tight just now, call me{{#phone}} on {{phone}}{{/phone}}: we can arrange something, in two or three
        payments if need be. All I need is a date.

        [closing]
        Thank you in advance,
        """,
    ]
}
