/** What links and buttons in the items of a list offer to do, by language. A new language is one line here. "_" for a space. */

// prettier-ignore
export const ACTIONS = {
  en: 'read_more continue_reading more view details show_more see_more learn_more reply edit delete share permalink quote report download add_to_cart add_to_basket buy_now view_product view_details full_story',
  de: 'weiterlesen mehr mehr_lesen mehr_erfahren details antworten bearbeiten löschen teilen in_den_warenkorb ansehen',
  fr: 'lire_la_suite lire_plus en_savoir_plus voir répondre modifier partager ajouter_au_panier',
  es: 'leer_más seguir_leyendo ver_más más responder editar compartir añadir_al_carrito',
  it: 'leggi_tutto leggi_di_più continua_a_leggere scopri rispondi modifica condividi aggiungi_al_carrello',
  pt: 'leia_mais ler_mais continue_lendo ver_mais responder editar partilhar adicionar_ao_carrinho',
  nl: 'lees_meer lees_verder meer bekijk reageer bewerken delen in_winkelwagen',
  sv: 'läs_mer svara redigera dela lägg_i_varukorg',
  da: 'læs_mere svar rediger del læg_i_kurv',
  nb: 'les_mer svar rediger del legg_i_handlekurv',
  fi: 'lue_lisää vastaa muokkaa jaa lisää_ostoskoriin',
  pl: 'czytaj_więcej czytaj_dalej więcej odpowiedz edytuj udostępnij dodaj_do_koszyka',
  cs: 'číst_dále více odpovědět upravit sdílet do_košíku',
  ru: 'читать_далее подробнее ответить изменить поделиться в_корзину',
  uk: 'читати_далі докладніше детальніше відповісти змінити поділитися до_кошика',
} as const satisfies Readonly<Record<string, string>>;
