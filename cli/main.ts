console.log('dnet');
