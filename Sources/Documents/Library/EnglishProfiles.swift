/// English texts for public bodies and large accounts, which are helped through their own process.
extension TemplateLibrary {
    static let englishProfiles: [String] = [
        """
        id: public_courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        subject: {{#one}}Invoice {{invoice}}: where does its payment stand?{{/one}}{{#many}}{{count_words_start}} invoices: where does their payment stand?{{/many}}

        [opening]
        {{#one}}The payment period of our invoice {{invoice}} ended on {{due_on}} and the transfer has not reached us yet. Could you
        tell me which stage it has come to: service certified, payment ordered, payment under way?{{/one}}
        {{#many}}The payment period of {{count_words}} of our invoices has ended and the transfers have not reached us yet. Could
        you tell me which stage they have come to: service certified, payment ordered, payment under way?{{/many}}

        [next]
        If anything is missing (commitment number, service code, supporting document, a new deposit on the portal), I will send it
        the same day. If the file is already with your accounting officer, the expected date is all I need.

        [closing]
        With my thanks,
        """,
        """
        id: public_firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Invoice {{invoice}}: payment period exceeded by {{lateness}}{{/one}}{{#many}}{{count_words_start}} invoices: payment period exceeded{{/many}}

        [opening]
        {{#previous}}I am writing again after {{#several_previous}}my messages of
        {{previous_dates}}{{/several_previous}}{{^several_previous}}my message of
        {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}The payment period of our invoice {{invoice}} has been exceeded by {{lateness}}.{{/one}}
        {{#many}}The payment period of {{count_words}} of our invoices has been exceeded, by {{lateness}} for the
        oldest.{{/many}}

        {{#penalties_shown}}Late-payment interest runs as of right from the day after the term: to date, {{interest}}, and
        {{indemnity}} of fixed recovery costs.{{/penalties_shown}}
        Please tell me how the file stands and, if it is suspended, what is holding it.

        [next]
        If a suspension or a rejection escaped us, we will complete or submit the invoice again at once. If the file is with the
        public accountant, could you give me the number and date of the payment order?

        [closing]
        With my thanks,
        """,
        """
        id: large_courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        subject: {{#one}}Invoice {{invoice}}: is it recorded?{{/one}}{{#many}}{{count_words_start}} due invoices: are they recorded?{{/many}}

        [opening]
        {{#one}}Our invoice {{invoice}} was payable on {{due_on}} and we have not yet seen your payment. Could you check that it is
        recorded and approved in your system, and tell me the payment date planned for it?{{/one}}
        {{#many}}{{count_words_start}} of our invoices have fallen due and we have not yet seen your payment. Could you check that
        they are recorded and approved in your system, and tell me the payment dates planned for them?{{/many}}

        [next]
        If an order number, a goods receipt or a deposit on your supplier portal is missing, please tell me: we will do what is
        needed the same day.

        [closing]
        Thank you for your help,
        """,
        """
        id: large_firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        subject: {{#one}}Invoice {{invoice}}: {{lateness}} late, which payment date?{{/one}}{{#many}}{{count_words_start}} late invoices: which payment dates?{{/many}}

        [opening]
        {{#previous}}I am writing again after {{#several_previous}}my messages of
        {{previous_dates}}{{/several_previous}}{{^several_previous}}my message of
        {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}Our invoice {{invoice}} was not part of your recent payment runs and is now {{lateness}} late. Could you confirm its
        status in your system (received, matched, blocked, approved) and the day of its payment?{{/one}}
        {{#many}}{{count_words_start}} of our invoices were not part of your recent payment runs; the oldest is now {{lateness}}
        late. Could you confirm their status in your system (received, matched, blocked, approved) and the day of their
        payment?{{/many}}

        [next]
        If the block depends on a buyer or on goods receiving, please give me a name: I will contact them directly. Without a date
        from you, I will ask our sales management to raise it with yours.

        [closing]
        I look forward to your reply. Kind regards,
        """,
    ]
}
