/// The standard texts in English, from the notice to the last reminder.
extension TemplateLibrary {
    static let englishCore: [String] = [
        """
        id: notice
        version: 1
        language: en
        tone: friendly
        kind: notice
        subject: {{#one}}Invoice {{invoice}}: due on {{due_on}}{{/one}}{{#many}}{{count_words_start}} invoices falling due {{#same_due}}on {{due_on}}{{/same_due}}{{^same_due}}from {{oldest_due_on}} to {{latest_due_on}}{{/same_due}}{{/many}}

        [opening]
        {{#one}}Our invoice {{invoice}} falls due on {{due_on}}.{{/one}}
        {{#many}}{{count_words_start}} of our invoices fall due
        {{#same_due}}on {{due_on}}.{{/same_due}}{{^same_due}}between {{oldest_due_on}} and {{latest_due_on}}.{{/same_due}}{{/many}}
        If everything is already arranged there is nothing for you to do: this is only a
        reminder{{#attached}}, with a copy attached{{/attached}}.

        [next]
        If you are missing a document or an order number, or if anything is not as you expected, please tell me now: everything
        is easier to put right before the due date than after it.

        [closing]
        Thank you for your business,
        """,
        """
        id: courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        subject: {{#one}}Invoice {{invoice}} is now due{{/one}}{{#many}}{{count_words_start}} invoices are now due{{/many}}

        [opening]
        {{#one}}Our invoice {{invoice}} fell due on {{due_on}} and we have not yet seen your payment.{{/one}}
        {{#many}}{{count_words_start}} of our invoices have fallen due{{#recent}} in the last few
        days{{/recent}}{{^recent}}, the oldest on {{oldest_due_on}},{{/recent}} and we have not yet seen your payment.{{/many}}
        If it has left in the meantime, please disregard this message.

        [next]
        If something is holding up this payment (a missing document, a difference, an approval under way), just let me know
        and I will see to it.

        [closing]
        I remain at your disposal,
        """,
        """
        id: firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Reminder: invoice {{invoice}}, due on {{due_on}}{{/one}}{{#many}}Reminder: {{count_words}} overdue invoices, {{total}}{{/many}}

        [opening]
        {{#previous}}I am writing again after {{#several_previous}}my messages of
        {{previous_dates}}{{/several_previous}}{{^several_previous}}my message of
        {{last_previous}}{{/several_previous}}.{{/previous}}
        Unless we are mistaken, {{#one}}our invoice {{invoice}}, due on {{due_on}}, has still not been
        paid.{{/one}}{{#many}}{{count_words}} of our invoices have still not been paid; the oldest is {{lateness}} overdue.{{/many}}

        Please schedule this payment, or tell me the day on which it will leave.

        [next]
        If something is blocked on your side (an internal approval, a disagreement, a document, cash), please tell me frankly: we
        will look for a solution together, before matters become complicated.

        [closing]
        I look forward to your reply. Kind regards,
        """,
        """
        id: firm_penalties
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Unpaid invoice {{invoice}}: interest is running{{/one}}{{#many}}{{count_words_start}} unpaid invoices: interest is running{{/many}}

        [opening]
        {{#previous}}Despite {{#several_previous}}my messages of {{previous_dates}}{{/several_previous}}{{^several_previous}}my
        message of {{last_previous}}{{/several_previous}},{{/previous}}{{^previous}}As of today,{{/previous}}
        {{#one}}our invoice {{invoice}} remains unpaid, {{lateness}} after its due date.{{/one}}
        {{#many}}{{count_words}} of our invoices remain unpaid; the oldest is {{lateness}} late.{{/many}}

        {{#penalties_asked}}The late-payment interest and the fixed recovery costs that the law provides between businesses are
        now added to what is owed to us: {{interest}} and {{indemnity}}{{#indemnity_apart}}, the latter in euros, outside the
        total below{{/indemnity_apart}}.{{/penalties_asked}}
        {{#penalties_shown}}Since the due date the law makes interest run at {{rate}} and entitles us to {{indemnity_each}} per
        invoice: to date, {{interest}} and {{indemnity}}. The total below does not include them; we would rather not have to
        claim them from you.{{/penalties_shown}}

        [next]
        Please make this payment within eight days, or call me{{#phone}} on {{phone}}{{/phone}} to agree on a date. A passing
        difficulty can be talked over; silence would oblige us to go further.

        [closing]
        Yours sincerely,
        """,
        """
        id: last_notice
        version: 1
        language: en
        tone: grave
        kind: reminder
        subject: Last reminder before formal notice: {{total}}

        [opening]
        {{#previous}}{{#several_previous}}My messages of {{previous_dates}} were not followed by a
        payment.{{/several_previous}}{{^several_previous}}My message of {{last_previous}} was not followed by a
        payment.{{/several_previous}}{{/previous}}
        {{#one}}Our invoice {{invoice}}, due on {{due_on}}, is now {{lateness}} late.{{/one}}
        {{#many}}{{count_words_start}} of our invoices remain unpaid; the oldest is now {{lateness}} late.{{/many}}

        This is the last reminder before the file passes to our legal department.{{#penalties_asked}} The total includes
        late-payment interest ({{interest}}){{#indemnity_apart}}; to it are added, in euros,{{/indemnity_apart}}{{^indemnity_apart}}
        and{{/indemnity_apart}} the fixed recovery costs ({{indemnity}}).{{/penalties_asked}}

        [next]
        Without a payment or a word from you within eight days, you will receive a formal notice{{#penalties_shown}}, the interest
        and fixed costs that the law provides will be claimed{{/penalties_shown}}, and we may suspend orders and deliveries in
        progress.

        I would much rather hear from you: call me{{#phone}} on {{phone}}{{/phone}}, even to suggest paying in instalments.

        [closing]
        I look forward to your call or your payment,
        """,
    ]
}
