/// What was known on 2026-11-22. A new half-year is a new line here, or in a file read with `LegalFigures.adding`.
///
/// Columns: figure; first day; last day (empty: in force); value (per cent, euros or a count); confidence; checked on; source.
let builtInLegalFigures = """
    ecb_refi_semester;2019-01-01;2019-06-30;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2019-07-01;2019-12-31;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2020-01-01;2020-06-30;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2020-07-01;2020-12-31;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2021-01-01;2021-06-30;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2021-07-01;2021-12-31;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2022-01-01;2022-06-30;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2022-07-01;2022-12-31;0.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2023-01-01;2023-06-30;2.50;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2023-07-01;2023-12-31;4.00;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2024-01-01;2024-06-30;4.50;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2024-07-01;2024-12-31;4.25;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2025-01-01;2025-06-30;3.15;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2025-07-01;2025-12-31;2.15;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2026-01-01;2026-06-30;2.15;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    ecb_refi_semester;2026-07-01;2026-12-31;2.40;V;2026-11-22;BCE, taux de refinancement le premier jour du semestre
    legal_rate_individuals;2019-01-01;2019-06-30;3.40;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2019-07-01;2019-12-31;3.26;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2020-01-01;2020-06-30;3.15;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2020-07-01;2020-12-31;3.11;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2021-01-01;2021-06-30;3.14;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2021-07-01;2021-12-31;3.12;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2022-01-01;2022-06-30;3.13;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2022-07-01;2022-12-31;3.15;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2023-01-01;2023-06-30;4.47;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2023-07-01;2023-12-31;6.82;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2024-01-01;2024-06-30;8.01;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2024-07-01;2024-12-31;8.16;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2025-01-01;2025-06-30;7.21;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2025-07-01;2025-12-31;6.65;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_individuals;2026-01-01;2026-06-30;6.67;V;2026-11-22;Arrêté du 15 décembre 2025 (JO du 26)
    legal_rate_individuals;2026-07-01;2026-12-31;6.84;S;2026-11-22;Tables de taux de septembre 2026, à confirmer au JO
    legal_rate_others;2019-01-01;2019-06-30;0.86;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2019-07-01;2019-12-31;0.87;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2020-01-01;2020-06-30;0.87;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2020-07-01;2020-12-31;0.84;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2021-01-01;2021-06-30;0.79;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2021-07-01;2021-12-31;0.76;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2022-01-01;2022-06-30;0.76;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2022-07-01;2022-12-31;0.77;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2023-01-01;2023-06-30;2.06;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2023-07-01;2023-12-31;4.22;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2024-01-01;2024-06-30;5.07;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2024-07-01;2024-12-31;4.92;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2025-01-01;2025-06-30;3.71;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2025-07-01;2025-12-31;2.76;V;2026-11-22;MoneyVox, taux de l'intérêt légal 2015-2025
    legal_rate_others;2026-01-01;2026-06-30;2.62;V;2026-11-22;Arrêté du 15 décembre 2025 (JO du 26)
    legal_rate_others;2026-07-01;2026-12-31;2.75;S;2026-11-22;Tables de taux de septembre 2026, à confirmer au JO
    ecb_refi;2016-03-16;2022-07-26;0.00;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2022-07-27;2022-09-13;0.50;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2022-09-14;2022-11-01;1.25;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2022-11-02;2022-12-20;2.00;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2022-12-21;2023-02-07;2.50;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-02-08;2023-03-21;3.00;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-03-22;2023-05-09;3.50;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-05-10;2023-06-20;3.75;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-06-21;2023-08-01;4.00;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-08-02;2023-09-19;4.25;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2023-09-20;2024-06-11;4.50;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2024-06-12;2024-09-17;4.25;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2024-09-18;2024-10-22;3.65;G;2026-11-22;BCE, décisions de taux
    ecb_refi;2024-10-23;2024-12-17;3.40;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2024-12-18;2025-02-04;3.15;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2025-02-05;2025-03-11;2.90;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2025-03-12;2025-04-22;2.65;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2025-04-23;2025-06-10;2.40;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2025-06-11;2026-05-31;2.15;V;2026-11-22;BCE, décisions de taux
    ecb_refi;2026-07-01;2026-11-22;2.40;V;2026-11-22;BCE, taux en vigueur le 1er juillet 2026 (jour de juin non vérifié)
    de_base_rate;2026-01-01;2026-06-30;1.27;V;2026-11-22;Deutsche Bundesbank, Basiszinssatz, BGB 247
    de_base_rate;2026-07-01;2026-12-31;1.52;V;2026-11-22;Deutsche Bundesbank, Basiszinssatz, BGB 247
    fr_b2b_points;2009-01-01;;10.00;V;2026-11-22;C. com. L441-10 II
    fr_public_points;2013-03-16;;8.00;V;2026-11-22;CCP R2192-31
    eu_b2b_points;2013-03-16;;8.00;V;2026-11-22;Directive 2011/7/UE art. 2 et 3
    de_b2b_points;2014-07-29;;9.00;V;2026-11-22;BGB 288 (2)
    fr_judgment_points;1975-07-11;;5.00;V;2026-11-22;CMF L313-3
    fr_contract_floor_multiple;2009-01-01;;3;V;2026-11-22;C. com. L441-10 II
    fr_recovery_compensation;2013-01-01;;40.00;V;2026-11-22;C. com. D441-5
    fr_public_recovery_compensation;2013-03-16;;40.00;V;2026-11-22;CCP D2192-35
    eu_recovery_compensation;2013-03-16;;40.00;V;2026-11-22;Directive 2011/7/UE art. 6
    fr_term_without_agreement_days;2009-01-01;;30;V;2026-11-22;C. com. L441-10 I
    fr_term_cap_days;2009-01-01;;60;V;2026-11-22;C. com. L441-10 I
    fr_term_cap_end_of_month_days;2009-01-01;;45;V;2026-11-22;C. com. L441-10 I
    fr_term_cap_periodic_days;2014-03-19;;45;V;2026-11-22;C. com. L441-10 I
    fr_term_cap_perishable_food_days;2009-01-01;;30;V;2026-11-22;C. com. L441-11 II
    fr_term_cap_fresh_meat_days;2009-01-01;;20;S;2026-11-22;C. com. L441-11 II
    fr_term_cap_spirits_days;2009-01-01;;30;S;2026-11-22;C. com. L441-11 II
    fr_term_cap_transport_days;2009-01-01;;30;S;2026-11-22;C. com. L441-11 II
    fr_public_term_days;2013-05-01;;30;V;2026-11-22;CCP R2192-10
    fr_public_health_term_days;2013-05-01;;50;V;2026-11-22;CCP R2192-11
    fr_public_undertaking_term_days;2013-05-01;;60;V;2026-11-22;CCP R2192-11
    fr_limitation_b2b_months;2008-06-19;;60;V;2026-11-22;C. com. L110-4 ; CC 2224
    fr_limitation_consumer_months;2008-06-19;;24;V;2026-11-22;C. conso L218-2
    fr_limitation_goods_transport_months;2008-06-19;;12;V;2026-11-22;C. com. L133-6
    fr_limitation_enforceable_title_months;2008-06-19;;120;G;2026-11-22;CPCE L111-4
    """
